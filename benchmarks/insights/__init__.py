"""What the pages of insights cost over many conversations."""
