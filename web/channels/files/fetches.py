"""What an adapter does whose vendor lets customers send files."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from core.channels import Brought
from web.channels.adapter import Account


@runtime_checkable
class Fetches(Protocol):
    """A vendor that is asked for a file after it has told of one."""

    async def fetch(self, account: Account, file: Brought) -> bytes:
        """Return a file. Raises FileLost, FileTooLarge or NotAccepted for good, else NotSentNow."""
