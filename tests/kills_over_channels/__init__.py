"""Killing web, bot and Redis while customers of messengers are talked to, and counting."""
