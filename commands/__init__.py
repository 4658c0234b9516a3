"""What `make` runs; nobody imports it."""
