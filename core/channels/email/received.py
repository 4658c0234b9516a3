"""A mail as it came in: read, and nothing decided yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.channels.brought import Brought


@dataclass(frozen=True)
class Report:
    """What another server tells of a mail of ours.

    action: "failed", "delayed", "delivered", "relayed" or "expanded"; "" if it does not say
    status: as "5.1.1"
    diagnostic: in that server's words
    about: the Message-IDs in the mail that came back, in one text
    """

    action: str = ""
    status: str = ""
    diagnostic: str = ""
    about: str = ""


@dataclass(frozen=True)
class ReceivedMail:
    """A mail that came in.

    headers: by their names in small letters, each as often as it stood there
    sender, name: of `From`; "" if there is none that can be read
    text: the plain words, with everything quoted below them
    attachments: names of files, and what kind of file it is where there is no name
    files: the attachments themselves, as far as they came
    kind: its media type, as "multipart/report"
    """

    headers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sender: str = ""
    name: str = ""
    subject: str = ""
    text: str = ""
    attachments: tuple[str, ...] = ()
    files: tuple[Brought, ...] = ()
    kind: str = ""
    report: Report | None = None

    def all(self, *names: str) -> str:
        """Return all that stands in these headers, one after the other."""
        return " ".join(value for name in names for value in self.headers.get(name, ()))

    def has(self, name: str) -> bool:
        return name in self.headers

    @property
    def message_id(self) -> str:
        return self.all("message-id").strip()

    @property
    def refers_to(self) -> str:
        """The Message-IDs it answers, the newest last."""
        return self.all("references", "in-reply-to")

    @property
    def recipients(self) -> str:
        return self.all("to", "cc", "delivered-to", "x-original-to", "envelope-to")
