"""What stands beside the words of a conversation: its context, notes, what comes next."""
