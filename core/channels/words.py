"""What is said to a customer about the channel itself, rather than about their matter."""

from __future__ import annotations

OLD_BUTTON = "That button belongs to an earlier conversation. Write to me what you need now."
UNKNOWN_BUTTON = "That button is not known here any more. Write to me what you need."


def unreadable(thing: str) -> str:
    """Return what is said where something came that nobody can read here."""
    return (
        f"I got your {thing or 'message'}, but I can't open it here, nor can my colleagues. "
        "Please tell me in words what it shows."
    )


def not_taken(thing: str, why: str) -> str:
    """Return what is said where a file came that is not kept. why: whole sentences"""
    return (
        f"I got your {thing or 'file'}, but I can't take it. {why} "
        "You can also tell me in words what it shows."
    )


def cut_off(longest: int) -> str:
    """Return what is said to somebody who wrote more than is read."""
    return (
        f"Your message is longer than I can read: I have read its first {longest:,} characters. "
        "If something that matters comes after them, please write it again in a shorter message."
    )


def not_in_groups(label: str, link: str) -> str:
    """Return what is said in a group, where other people would read about somebody's account."""
    where = f" Write to me directly: {link}" if link else f" Write to me directly on {label}."
    return "I only answer in private, so that nobody else reads about your matters." + where
