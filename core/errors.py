"""Every error Effie raises on purpose. Each message tells its reader what to do next.

EffieError
├── BadInput          what was sent is not usable as it is
├── NotAllowed        who asks may not do this
├── NotFound          there is no such thing
├── Conflict          it was possible, but no longer is
├── TooMany           try again later
├── Unavailable       a part we need is away for the moment
└── Fault             a file that people edit has a mistake
"""

from __future__ import annotations


class EffieError(Exception):
    """Something went wrong that we know how to explain."""

    status = 500
    retry_after: int | None = None  # seconds; the same request may well work then, unchanged

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or " ".join((self.__doc__ or "").split()))

    @property
    def message(self) -> str:
        return str(self)


class BadInput(EffieError):
    """That could not be read. Check it and send it again."""

    status = 422


class NotAllowed(EffieError):
    """You may not do this. Sign in with an account that may."""

    status = 403


class NotSignedIn(NotAllowed):
    """You are not signed in. Sign in and try again."""

    status = 401


class NotFound(EffieError):
    """There is nothing here under that name. Check the address."""

    status = 404


class Conflict(EffieError):
    """This has changed in the meantime. Reload and try again."""

    status = 409


class TooMany(EffieError):
    """That was a lot at once. Wait a minute and try again."""

    status = 429
    retry_after = 60

    def __init__(self, message: str | None = None, retry_after: int | None = None) -> None:
        super().__init__(message)
        if retry_after is not None:
            self.retry_after = retry_after


class Unavailable(EffieError):
    """A part of the service is away for a moment. Nothing is lost; try again shortly."""

    status = 503
    retry_after = 5


class Fault(EffieError):
    """A file that people edit has a mistake: names the file, the line and what to write instead."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}")
        self.file, self.line, self.problem = file, line, problem
