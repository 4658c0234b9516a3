"""A person's data, for admins: find them, hand out what is kept of them, erase it."""
