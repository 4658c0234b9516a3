"""Files that people give to commands, and those that commands write; mistakes with their line."""
