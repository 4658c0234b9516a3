"""What the desk costs with many conversations."""
