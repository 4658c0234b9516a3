"""The list of all conversations, and the views of it that staff keep."""
