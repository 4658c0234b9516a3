"""Files that go out over Telegram: pictures as such, all else as documents."""

from __future__ import annotations

import httpx

from core.attachments import Attached
from core.channels import FileNotTaken, SecretName
from web.channels.adapter import Account, call_with_file
from web.channels.files import FileOut

# https://core.telegram.org/bots/api#sendphoto
_LARGEST_PHOTO = 10_000_000  # bytes
_MOST_PIXELS = 10_000  # width and height together
_LONGEST_SIDE = 20  # times the shorter one
_PHOTOS = frozenset({"image/jpeg", "image/png"})
_TOO_LARGE = 413
_ABOUT_THE_FILE = ("PHOTO_", "IMAGE_PROCESS", "file", "FILE_")  # what a refusal of it tells


async def send_file(account: Account, chat: str, file: FileOut) -> httpx.Response:
    """Send a file, a picture where Telegram draws it as one; raises FileNotTaken, NotSentNow."""
    attached, data = file.attached, await file.content()
    if _is_photo(attached):
        answer = await _send(account, "sendPhoto", "photo", chat, attached, data)
        if not _is_refused(answer):
            return answer
    answer = await _send(account, "sendDocument", "document", chat, attached, data)
    if _is_refused(answer):
        raise FileNotTaken
    return answer


async def _send(
    account: Account, method: str, field: str, chat: str, attached: Attached, data: bytes
) -> httpx.Response:
    path = f"/bot{account.secret(SecretName.TOKEN)}/{method}"
    fields = {"chat_id": chat} | ({"caption": attached.alt} if attached.alt else {})
    return await call_with_file(
        account, path, fields, (field, (attached.name, data, attached.type)), {}
    )


def _is_photo(attached: Attached) -> bool:
    sides = sorted((attached.width, attached.height))
    fits = sum(sides) <= _MOST_PIXELS and 0 < sides[1] <= _LONGEST_SIDE * sides[0]
    return attached.type in _PHOTOS and attached.size <= _LARGEST_PHOTO and fits


def _is_refused(answer: httpx.Response) -> bool:
    """Tell whether it is the file that Telegram does not take, and nothing else."""
    about_it = any(word in answer.text for word in _ABOUT_THE_FILE)
    return answer.status_code == _TOO_LARGE or (answer.status_code == 400 and about_it)
