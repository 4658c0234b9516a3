"""What the inbox's keys are called.

The part in braces is Redis Cluster's hash tag: a partition's keys stand together with what Rasa
remembers of its conversations.
"""

from __future__ import annotations

from core.conversations import PARTITIONS, partition_of

FORMER_INBOX = "inbox"  # until there were partitions; earlier versions beside us may still use it
BOTS = "inbox:bots"  # which bots are there, each with when it said so last
TAKEN_OVER = "inbox:taken_over"


def partition_key(number: int) -> str:
    """The stream of a partition's messages."""
    return f"inbox:{{{number}}}"


def partition_keys() -> list[str]:
    return list(map(partition_key, range(PARTITIONS)))


def is_inbox(stream: str) -> bool:
    """Tell whether a stream carries messages to a bot."""
    return stream == FORMER_INBOX or stream in partition_keys()


def lease_key(number: int) -> str:
    """Which bot deals with the partition; it expires if the bot does not renew it."""
    return f"inbox:lease:{{{number}}}"


def token_key(number: int) -> str:
    """What a bot must know to settle anything of the partition; it grows with each new holder."""
    return f"inbox:token:{{{number}}}"


def notice_key(bot: str) -> str:
    """A stream that wakes a bot: a partition was handed to it."""
    return f"inbox:bot:{bot}"


def seen_key(conversation: str, message: str) -> str:
    return f"inbox:seen:{{{partition_of(conversation)}}}:{conversation}:{message}"


def former_seen_key(conversation: str, message: str) -> str:
    return f"inbox:seen:{conversation}:{message}"
