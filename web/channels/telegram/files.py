"""Files that come in over Telegram: told of by an id, and fetched in two steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from core.attachments import MAX_ATTACHMENT_BYTES, FileTooLarge
from core.channels import Brought, FileLost, NotSentNow, SecretName
from web.channels.adapter import Account, call, items, mapping, read_json, retry_after, word
from web.channels.files import download

_PHOTO = "image/jpeg"
_TOO_LARGE = "file is too big"  # more than 20 MB, which is more than we keep
_NOT_OURS = frozenset({401, 404})  # the token is none, or no longer


def files_of(message: Mapping[str, Any]) -> Iterator[Brought]:
    """Yield the picture or the file of a message, as Telegram tells of it."""
    if sizes := items(message.get("photo")):
        best = _best(sizes)
        yield Brought(word(best.get("file_id")), "photo", type=_PHOTO, size=_size(best))
    elif document := mapping(message.get("document")):
        yield Brought(
            file=word(document.get("file_id")),
            name=word(document.get("file_name")),
            type=word(document.get("mime_type")),
            size=_size(document),
        )


async def fetch(account: Account, file: Brought) -> bytes:
    """Return a file. Raises FileLost, FileTooLarge, or NotSentNow where it may be had later."""
    way = f"bot{account.secret(SecretName.TOKEN)}"
    answer = await call(account, f"/{way}/getFile", {"file_id": file.file}, {})
    told = read_json(answer.content)
    if answer.status_code == 429 or answer.status_code in _NOT_OURS:
        raise NotSentNow("Telegram does not hand the file over.", retry_after(answer))
    if _TOO_LARGE in word(told.get("description")):
        raise FileTooLarge
    path = word(mapping(told.get("result")).get("file_path"))
    # Beside a server of one's own it names a file of that machine's, which is no address.
    if answer.status_code != 200 or not path or path.startswith("/") or ".." in path:
        raise FileLost
    return await download(account, f"{account.connection.api}/file/{way}/{quote(path)}")


def _best(sizes: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the largest size that we keep; the smallest where all are too large."""
    by_pixels = sorted(sizes, key=lambda each: _number(each, "width") * _number(each, "height"))
    fitting = [each for each in by_pixels if _size(each) <= MAX_ATTACHMENT_BYTES]
    return fitting[-1] if fitting else by_pixels[0]


def _size(told: Mapping[str, Any]) -> int:
    return _number(told, "file_size")


def _number(told: Mapping[str, Any], name: str) -> int:
    value = told.get(name)
    return value if type(value) is int and value > 0 else 0
