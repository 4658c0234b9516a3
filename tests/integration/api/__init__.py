"""Integration tests of the API for other systems."""
