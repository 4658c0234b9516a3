"""Files that go out: handed over as they are, as a link where the vendor does not take one.

A vendor that does not know a copy gets a file at most once: where nobody knows whether it has it,
a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from core.attachments import FileState
from core.channels import (
    FileNotTaken,
    NeverSent,
    NotSentNow,
    PerhapsSent,
    SentFile,
    capability_of,
    without_files,
)
from core.errors import NotFound
from store.attachments import KeptFile
from store.channels import Posted
from web.channels.adapter import Account, Adapter
from web.http import in_thread
from web.services import Services

_WAIT_FOR_SCANNER = 30.0  # seconds
_GONE = "The file is no longer kept here. Attach it again."


class FileOut:
    """A file on its way out."""

    def __init__(self, services: Services, sent: SentFile) -> None:
        self._services = services
        self.url, self.attached = sent.url, sent.attached

    async def check(self) -> KeptFile:
        """Return what is kept of it; raises NotSentNow until the scanner has seen it."""
        try:
            kept = await in_thread(self._services.attachments.get, self.attached.id)
        except NotFound:
            raise NeverSent(_GONE) from None
        if kept.state is FileState.HELD:
            problem = f"“{kept.name}” waits for the virus scanner."
            raise NotSentNow(problem, _WAIT_FOR_SCANNER)
        if kept.state is FileState.REFUSED:
            raise NeverSent(f"The virus scanner refuses “{kept.name}”: {kept.problem}.")
        return kept

    async def content(self) -> bytes:
        """Return the file itself; raises NeverSent where it is gone."""
        kept = await self.check()
        try:
            return await in_thread(self._services.attachments.files.read, kept.key)
        except NotFound:
            raise NeverSent(_GONE) from None


@runtime_checkable
class SendsFiles(Protocol):
    """A vendor that takes files as they are."""

    async def send_files(self, account: Account, posted: Posted, files: Sequence[FileOut]) -> str:
        """Send a message with its files, and return the vendor's id of it.

        Raises FileNotTaken before anybody was shown anything, or NotSent.
        """


async def send_files(services: Services, account: Account, adapter: Adapter, posted: Posted) -> str:
    """Send a message that has files; raises NotSent, and PerhapsSent where nobody knows."""
    if not isinstance(adapter, SendsFiles):
        return await adapter.send(account, as_links(account, posted))
    knows_copies = capability_of(account.connection).knows_copies
    if posted.is_unsure and not knows_copies:
        raise PerhapsSent
    files = [FileOut(services, each) for each in posted.message.files]
    try:
        for file in files:
            await file.check()
        return await adapter.send_files(account, posted, files)
    except FileNotTaken:
        return await adapter.send(account, as_links(account, posted))


def as_links(account: Account, posted: Posted) -> Posted:
    """Return a message with links in place of its files."""
    shown = without_files(posted.message, capability_of(account.connection))
    return replace(posted, message=shown)
