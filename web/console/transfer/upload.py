"""Receiving a file that is larger than other requests may be, and working on it beside."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import structlog
from sanic import Request

from core.errors import BadInput, EffieError
from web.console.transfer.job import Job
from web.http import FOLDER, in_thread

log = structlog.get_logger()

_MAX_LINE_LENGTH = 2_000_000  # bytes of one step that the job tells
_HOME = FOLDER.parent


class TooLarge(BadInput):
    """This file is too large. Split it."""

    status = 413


class NothingSent(BadInput):
    """The file is empty. Choose another."""


class JobFailed(EffieError):
    """The import ended before it was done. What was taken in stays; run it again to go on."""


@asynccontextmanager
async def received(request: Request, folder: Path, max_bytes: int) -> AsyncIterator[Path]:
    """Write the request's body to a file that is gone afterwards; raises TooLarge.

    For handlers that stream, because only they are given more than any other request may hold.
    """
    await in_thread(folder.mkdir, parents=True, exist_ok=True)
    path = folder / secrets.token_hex(16)
    try:
        with path.open("wb") as file:
            size = await _copy(request, file.write, max_bytes)
        if not size:
            raise NothingSent
        yield path
    finally:
        path.unlink(missing_ok=True)


async def steps_of(job: Job) -> AsyncIterator[bytes]:
    """Run a job in its own process and yield the lines it tells; raises JobFailed.

    Whoever stops listening ends it; an import can be cut off and run again.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "web.console.transfer.job"),
        cwd=_HOME,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=_MAX_LINE_LENGTH,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(job.line())
        process.stdin.close()
        async for line in process.stdout:
            yield line
        if await process.wait() != 0:
            log.error("transfer.failed", code=process.returncode)
            raise JobFailed
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _copy(request: Request, write: Callable[[bytes], int], max_bytes: int) -> int:
    size = 0
    assert request.stream is not None
    while chunk := await request.stream.read():  # type: ignore[attr-defined]
        size += len(chunk)
        if size > max_bytes:
            raise TooLarge(f"The file is larger than {max_bytes // 1_000_000} MB. Split it.")
        write(chunk)
    return size
