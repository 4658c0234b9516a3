"""Where customers' effort goes: pages for who leads, and for who writes the articles."""
