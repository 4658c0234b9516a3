"""Mails to the staff: their words, their server, when they are tried again."""
