"""Reading any settings file: YAML with its lines, and mistakes in words."""
