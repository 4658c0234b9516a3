"""Addresses of files: signed, and good for a while, for whoever may read the conversation."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from core.attachments.attached import Attached, read_attachments
from core.errors import NotAllowed

PREVIEW = "preview"
LASTS = timedelta(hours=24)  # on a page
LASTS_SENT = timedelta(days=14)  # in a message to where no file can be sent
_ROUND = 3600  # seconds: a page that is told again is told the same address, and has it cached


class LinkExpired(NotAllowed):
    """This link is no longer good. Reload the chat, and open the file there."""


@dataclass(frozen=True)
class FileLinks:
    """Makes and reads the addresses. secret: the installation's"""

    secret: str

    def of(self, name: str, at: datetime, kind: str = "", lasts: timedelta = LASTS) -> str:
        """Return the path of a file, or of its preview, as it is good for so long."""
        until = -(-int((at + lasts).timestamp()) // _ROUND) * _ROUND
        tail = f"&as={kind}" if kind else ""
        return f"/api/attachments/{name}?until={until}&sign={self._sign(name, kind, until)}{tail}"

    def check(self, name: str, given: Mapping[str, str], at: datetime) -> str:
        """Return "preview" or "" for the file itself; raises LinkExpired."""
        kind, until = given.get("as", ""), given.get("until", "")
        if not (until.isascii() and until.isdecimal() and len(until) < 12):
            raise LinkExpired
        expected = self._sign(name, kind, int(until))
        if not hmac.compare_digest(expected, _text(given)) or at.timestamp() > int(until):
            raise LinkExpired
        return kind

    def shown(self, content: Mapping[str, Any], at: datetime) -> dict[str, Any]:
        """Return an utterance's content with the address of each of its files."""
        files = [self._told(each, at) for each in read_attachments(content)]
        return {**content, "attachments": files} if files else dict(content)

    def _told(self, attached: Attached, at: datetime) -> dict[str, Any]:
        preview = {"preview": self.of(attached.id, at, PREVIEW)} if attached.is_picture else {}
        return {**vars(attached), "url": self.of(attached.id, at), **preview}

    def _sign(self, name: str, kind: str, until: int) -> str:
        signed = f"attachment:{name}:{kind}:{until}".encode(errors="replace")
        return hmac.new(self.secret.encode(), signed, hashlib.sha256).hexdigest()[:40]


def _text(given: Mapping[str, str]) -> str:
    sign = given.get("sign", "")
    return sign if sign.isascii() else ""
