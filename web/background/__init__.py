"""Jobs that one web process does for all."""
