"""What is owed to customers: follow-ups, answers by mail, what needed care."""
