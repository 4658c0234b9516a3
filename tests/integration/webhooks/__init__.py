"""Webhooks on real records and over real sockets."""
