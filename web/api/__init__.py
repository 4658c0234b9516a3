"""The API for other systems: keys, what they may ask, and the document that says so."""
