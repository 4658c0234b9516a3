"""Integration tests of personal data."""
