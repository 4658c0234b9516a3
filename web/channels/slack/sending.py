"""Files that go out over Slack: put up first, and shared when they are there.

https://docs.slack.dev/reference/methods/files.getUploadURLExternal
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from core.channels import FileNotTaken, NotSentNow
from web.channels.adapter import Account, read_json, word
from web.channels.files import FileOut, may_be_fetched
from web.channels.slack import api

_UPLOAD_HOSTS = ("files.slack.com",)
# What Slack says of files alone: whoever lacks the permission for them may still write.
NOT_FOR_FILES = frozenset(
    {
        *("missing_scope", "file_not_found", "file_uploads_disabled", "not_allowed"),
        *("invalid_arguments", "storage_limit_reached", "blocked_file_type", "malware_detected"),
    }
)


async def put_up(account: Account, file: FileOut) -> str:
    """Bring a file to Slack, where nobody sees it yet, and return its id.

    Raises FileNotTaken where Slack wants none from us, NotSentNow.
    """
    data, attached = await file.content(), file.attached
    about = {"filename": attached.name, "length": len(data)}
    about |= {"alt_txt": attached.alt} if attached.alt else {}
    try:
        told = read_json((await api.call(account, "files.getUploadURLExternal", about)).content)
        url, name = word(told.get("upload_url")), word(told.get("file_id"))
        if not name or not may_be_fetched(url, account.connection.api, _UPLOAD_HOSTS):
            raise FileNotTaken
        answer = await account.http.post(url, content=data)
    except httpx.HTTPError as error:
        raise NotSentNow(f"{account.connection.label} can't be reached.") from error
    except NotSentNow as error:
        error.perhaps = False
        raise
    if answer.status_code != 200:
        raise NotSentNow(f"{account.connection.label} does not take the file for the moment.")
    return name


def sharing(name: str, recipient: str, file: FileOut) -> Mapping[str, Any]:
    """Return what shows a file that was put up to somebody."""
    about = {"id": name, "title": file.attached.alt or file.attached.name}
    return {"files": [about], "channels": recipient}
