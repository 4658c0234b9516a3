"""The vendors' side of every connection: strict servers that refuse what the vendors refuse."""
