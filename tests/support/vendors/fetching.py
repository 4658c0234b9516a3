"""How a vendor fetches a file from an address that we have told it."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx

from tests.support.vendors.vendor import Upload
from tests.support.waiting import PATIENCE


def fetched(url: str, effie: str) -> Upload | None:
    """Return the file at an address of ours, whatever its host; None where there is none."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return None
    path = parts.path[parts.path.find("/api/") :]  # a proxy takes off what stands before
    here = f"{effie}{path}?{parts.query}"
    answer = httpx.get(here, timeout=PATIENCE, trust_env=False)
    if answer.status_code != 200 or not answer.content:
        return None
    told = answer.headers.get("content-disposition", "")
    name = told.partition("filename*=UTF-8''")[2]
    return Upload(name, answer.headers["content-type"].partition(";")[0], answer.content)
