"""Mails to the staff on real records and over real sockets."""
