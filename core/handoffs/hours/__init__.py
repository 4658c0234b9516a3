"""When a team is there, and how that is said."""
