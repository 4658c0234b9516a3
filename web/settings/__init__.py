"""The settings, for those who lead the team."""
