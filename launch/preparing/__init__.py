"""What a run needs first: Pythons, environments, packages, the trained model."""
