"""What the web process asks of this one."""
