"""Announcements: where they are written, and how open pages hear of them."""
