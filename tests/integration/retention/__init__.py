"""Integration tests of what goes by itself after a time."""
