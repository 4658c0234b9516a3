"""Articles of other help centres."""
