from __future__ import annotations


class LaunchError(Exception):
    """The launcher cannot go on. The message says why, and what to do about it."""
