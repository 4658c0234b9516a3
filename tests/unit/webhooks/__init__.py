"""Webhooks: where they may lead, when they are tried again, and what they are signed with."""
