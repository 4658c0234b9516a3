"""Downloading a file: no larger than we keep, in bounded time, and from nowhere else."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from urllib.parse import urljoin

import httpx
import structlog

from core.attachments import MAX_ATTACHMENT_BYTES, check_size
from core.channels import Brought, FileLost, NotSentNow
from web.channels.adapter import Account, retry_after
from web.channels.files.addresses import is_same_server, may_be_fetched

log = structlog.get_logger()

MAX_FILE_REDIRECTS = 3
_PATIENCE = 60.0  # seconds for a whole file
_LATER = frozenset({408, 425, 429})
_REFUSED = frozenset({401, 403})


async def download(
    account: Account,
    url: str,
    hosts: Collection[str] = (),
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """Return the file at an address that the vendor has sent, at most as large as we keep.

    hosts: where the vendor has files, see `may_be_fetched`
    headers: what shows that we may; another server than the first never gets them
    Raises FileLost, FileTooLarge, or NotSentNow where it may be had later.
    """
    try:
        async with asyncio.timeout(_PATIENCE):
            return await _followed(account, url, hosts, dict(headers or {}))
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
        raise NotSentNow(f"{account.connection.label} does not hand the file over.") from error


async def fetch_address(account: Account, file: Brought, hosts: Collection[str]) -> bytes:
    """Return a file whose address needs nothing else."""
    return await download(account, file.file, hosts)


async def _followed(
    account: Account, url: str, hosts: Collection[str], headers: Mapping[str, str]
) -> bytes:
    first, api = url, account.connection.api
    for _ in range(MAX_FILE_REDIRECTS + 1):
        if not may_be_fetched(url, api, hosts):
            log.warning("channel.foreign_file", connection=account.connection.name)
            raise FileLost
        shown = headers if is_same_server(url, first) else {}
        # Packed it might be a thousand times as large as it seems.
        asked = {**shown, "Accept-Encoding": "identity"}
        async with account.http.stream("GET", url, headers=asked, follow_redirects=False) as answer:
            if not answer.has_redirect_location:
                return await _content(account, answer)
            url = _onward(url, answer.headers["location"])
    raise FileLost


def _onward(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise FileLost from None


async def _content(account: Account, answer: httpx.Response) -> bytes:
    status = answer.status_code
    if status >= 500 or status in _LATER:
        problem = f"{account.connection.label} does not hand the file over for the moment."
        raise NotSentNow(problem, retry_after(answer))
    if status in _REFUSED:
        raise NotSentNow(f"{account.connection.label} refuses us the file ({status}).")
    if status != 200 or answer.headers.get("content-encoding", "identity") != "identity":
        raise FileLost
    told = answer.headers.get("content-length", "")
    if told.isdecimal() and len(told) < 16:
        check_size(int(told))
    found = bytearray()
    async for piece in answer.aiter_raw():
        found += piece
        if len(found) > MAX_ATTACHMENT_BYTES:
            check_size(len(found))
    return bytes(found)
