"""A mailbox as a connection: nothing is delivered to us, so we look; what goes out is a mail."""

from __future__ import annotations

from collections.abc import Sequence

from core.channels import Arrival, FileNotTaken, Forged
from store.channels import Posted
from web.channels.adapter import Account, Received
from web.channels.email.letter import ascii_address, attach, envelope_sender, letter_of
from web.channels.email.smtp import TooLarge, hand_in
from web.channels.files import FileOut
from web.http import in_thread


class Email:
    """See docs/channels/email.md."""

    def check(self, account: Account, received: Received) -> None:
        raise Forged

    def read(self, account: Account, received: Received) -> list[Arrival]:
        return []

    def challenge(self, account: Account, received: Received) -> str:
        raise Forged

    def private_link(self, account: Account) -> str:
        return f"mailto:{account.connection.account}"

    async def send(self, account: Account, posted: Posted) -> str:
        return await self.send_files(account, posted, ())

    async def send_files(self, account: Account, posted: Posted, files: Sequence[FileOut]) -> str:
        """Its Message-ID is the same at every attempt: a program shows a copy once."""
        recipient = ascii_address(posted.recipient)
        thread = await in_thread(account.mails.thread, posted.conversation)
        letter = letter_of(account, posted, recipient, thread)
        for file in files:
            attach(letter, file.attached, await file.content())
        envelope = envelope_sender(account, posted.id)
        try:
            await hand_in(account, recipient, envelope, letter)
        except TooLarge:
            if files:
                raise FileNotTaken from None
            raise
        return str(letter["Message-ID"])

    async def acknowledge(self, account: Account, arrival: Arrival) -> None:
        return None
