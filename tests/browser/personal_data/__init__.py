"""Browser tests of personal data."""
