"""Keeping the processes up: starting, watching, probing, ending them."""
