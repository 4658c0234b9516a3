"""Which part of the inbox a conversation belongs to, and which bot deals with which part. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

PARTITIONS = 16  # of the inbox; more bots than that stand by


def partition_of(conversation: str) -> int:
    """Return where a conversation's messages go: always the same, and evenly spread.

    The first digit of a digest, since Redis's scripts can work it out too.
    """
    digest = hashlib.sha1(conversation.encode("utf-8", "replace"), usedforsecurity=False)
    return int(digest.hexdigest()[0], 16)


def share_out(bots: Collection[str], held: Mapping[int, str]) -> dict[int, str]:
    """Return which bot is to hold each partition, {} where there is no bot.

    held: who holds which now; those of bots that are gone are free

    Nobody holds more than one partition more than another. As few as possible change hands, so
    that whoever asks again in the middle of a hand-over is told the same.
    """
    has = {bot: [n for n in range(PARTITIONS) if held.get(n) == bot] for bot in sorted(bots)}
    if not has:
        return {}
    least, left_over = divmod(PARTITIONS, len(has))
    # One more is for those who have it already, as far as there are as many.
    ranked = sorted(has, key=lambda bot: (len(has[bot]) <= least, bot))
    due = {bot: least + (place < left_over) for place, bot in enumerate(ranked)}
    shares = {n: bot for bot, numbers in has.items() for n in numbers[: due[bot]]}
    free = iter([n for n in range(PARTITIONS) if n not in shares])
    for bot in ranked:
        lacking = due[bot] - len(has[bot][: due[bot]])
        shares |= {next(free): bot for _ in range(lacking)}
    return shares
