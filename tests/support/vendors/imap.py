"""A small strict IMAP server: one folder, read only, by UID. It refuses what it does not know."""

from __future__ import annotations

import contextlib
import re
import socketserver
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_PARTIAL = re.compile(r"BODY\.PEEK\[\]<0\.(\d+)>")


@dataclass
class Stored:
    uid: int
    raw: bytes
    at: datetime


@dataclass
class Folder:
    """What is in it. Deleting and renumbering are what people and servers do to it."""

    mails: list[Stored] = field(default_factory=list)
    uid_validity: int = 1_000_001
    next_uid: int = 1

    def put(self, raw: bytes, at: datetime | None = None) -> int:
        """A mail comes in, or is moved here from another folder."""
        self.mails.append(Stored(self.next_uid, raw, at or datetime.now(UTC)))
        self.next_uid += 1
        return self.next_uid - 1

    def number_anew(self) -> None:
        """What a server does after it was restored: all numbers are others."""
        self.uid_validity += 1
        self.next_uid = 1
        for mail in self.mails:
            mail.uid, self.next_uid = self.next_uid, self.next_uid + 1


@dataclass(frozen=True)
class Encrypted:
    """How a server is encrypted. begins: from the first byte, else where STARTTLS asks for it"""

    context: ssl.SSLContext
    begins: bool


class ImapServer:
    """Serves one user's folders on this machine."""

    def __init__(self, user: str, password: str, over: Encrypted | None = None) -> None:
        self.user, self.password, self.over = user, password, over
        self.in_clear: list[str] = []  # passwords that anybody on the way could have read
        self.folders = {"INBOX": Folder()}
        self.refused: list[str] = []
        self.fetched: list[int] = []
        self.is_down = False
        self.after_fetch: Callable[[int], None] = lambda uid: None  # what happens just then
        self.lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _handler(self))

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


class _Refused(Exception):
    pass


class _Session:
    """One connection: what was said, and what is answered."""

    def __init__(self, server: ImapServer, handler: Any) -> None:
        self._server, self._handler = server, handler
        self._knows_user = False
        self._folder: Folder | None = None

    def run(self) -> None:
        if self._server.is_down:
            return
        self._say("* OK ready")
        while line := self._handler.rfile.readline(10_000):
            tag, _, rest = line.decode("ascii").strip().partition(" ")
            command, _, words = rest.partition(" ")
            if command.upper() == "STARTTLS" and self._may_begin:
                self._begin(tag)
                continue
            try:
                with self._server.lock:
                    self._do(command.upper(), words)
                self._say(f"{tag} OK done")
            except _Refused as error:
                self._server.refused.append(f"{rest}: {error}")
                self._say(f"{tag} NO {error}")
            if command.upper() == "LOGOUT":
                return

    @property
    def _may_begin(self) -> bool:
        return self._server.over is not None and not self._server.over.begins

    @property
    def _is_in_clear(self) -> bool:
        return not isinstance(self._handler.request, ssl.SSLSocket)

    def _begin(self, tag: str) -> None:
        assert self._server.over is not None
        self._say(f"{tag} OK begin")
        encrypt(self._handler, self._server.over.context)

    def _do(self, command: str, words: str) -> None:
        if command == "CAPABILITY":
            more = " STARTTLS" if self._may_begin and self._is_in_clear else ""
            self._say(f"* CAPABILITY IMAP4rev1{more}")
        elif command == "LOGIN":
            if self._is_in_clear:
                self._server.in_clear.append(words)
            given = [quoted or bare for quoted, bare in _QUOTED.findall(words)]
            self._knows_user = given == [self._server.user, self._server.password]
            if not self._knows_user:
                raise _Refused("[AUTHENTICATIONFAILED] Invalid credentials")
        elif command == "LOGOUT":
            self._say("* BYE")
        elif command == "EXAMINE" and self._knows_user:
            self._examine(_QUOTED.findall(words)[0][0])
        elif command == "UID" and self._folder is not None:
            which, _, rest = words.partition(" ")
            self._search(rest) if which == "SEARCH" else self._fetch(which, rest)
        else:
            raise _Refused(f"[CANNOT] {command} is not known here, or not now")

    def _examine(self, name: str) -> None:
        self._folder = self._server.folders.get(name)
        if self._folder is None:
            raise _Refused("[NONEXISTENT] Unknown Mailbox")
        self._say("* FLAGS (\\Seen)")
        self._say(f"* {len(self._folder.mails)} EXISTS")
        self._say(f"* OK [UIDVALIDITY {self._folder.uid_validity}] UIDs valid")
        self._say(f"* OK [UIDNEXT {self._folder.next_uid}] Predicted next UID")

    def _search(self, criteria: str) -> None:
        assert self._folder is not None
        words, mails = criteria.split(), self._folder.mails
        if words[0] == "SINCE":
            day = datetime.strptime(words[1], "%d-%b-%Y").replace(tzinfo=UTC)
            found = [mail.uid for mail in mails if mail.at >= day]
        elif words[0] == "UID" and words[1].endswith(":*"):
            # As the standard has it, "*" is the last one, also where that is smaller.
            lowest, last = int(words[1][:-2]), max((mail.uid for mail in mails), default=0)
            found = [mail.uid for mail in mails if min(lowest, last) <= mail.uid]
        else:
            raise _Refused(f"[CANNOT] {criteria}")
        self._say(f"* SEARCH {' '.join(map(str, found))}".rstrip())

    def _fetch(self, which: str, words: str) -> None:
        assert self._folder is not None
        number, _, wanted = words.partition(" ")
        most = _PARTIAL.search(wanted)
        if which != "FETCH" or not most:
            raise _Refused("[CANNOT] only BODY.PEEK[]<0.n>: reading marks nothing as read")
        for place, mail in enumerate(self._folder.mails, 1):
            if mail.uid == int(number):
                self._server.fetched.append(mail.uid)
                raw = mail.raw[: int(most[1])]
                at = mail.at.strftime("%d-%b-%Y %H:%M:%S +0000")
                head = f'* {place} FETCH (UID {mail.uid} INTERNALDATE "{at}" BODY[]<0> '
                self._handler.wfile.write(f"{head}{{{len(raw)}}}\r\n".encode() + raw + b")\r\n")
                self._server.after_fetch(mail.uid)

    def _say(self, line: str) -> None:
        self._handler.wfile.write(f"{line}\r\n".encode())


def _handler(server: ImapServer) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):  # who does not trust us goes away
                if server.over is not None and server.over.begins:
                    encrypt(self, server.over.context)
                _Session(server, self).run()

    return Handler


def encrypt(handler: Any, context: ssl.SSLContext) -> None:
    handler.request = context.wrap_socket(handler.request, server_side=True)
    handler.rfile, handler.wfile = handler.request.makefile("rb"), handler.request.makefile("wb", 0)
