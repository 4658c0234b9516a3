"""Slack's Web API: how it is called, and what it answers when it takes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from core.channels import NotSentNow, SecretName
from web.channels import adapter
from web.channels.adapter import Account, is_busy, mapping, read_json, retry_after, word

_BUSY = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_BROKEN = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})


async def call(account: Account, method: str, body: Mapping[str, Any]) -> httpx.Response:
    """Call a method; raises NotSentNow for what concerns no single message."""
    headers = {**shown(account), "Content-Type": "application/json; charset=utf-8"}
    answer = await adapter.call(account, f"/{method}", body, headers)
    error = word(mapping(read_json(answer.content)).get("error"))
    if is_busy(answer) or error in _BUSY:
        # It counts for each channel: others may go on.
        raise NotSentNow("Slack takes no more there for the moment.", retry_after(answer))
    if error in _BROKEN:
        raise NotSentNow("Slack answers with an error of its own.")
    return answer


def shown(account: Account) -> dict[str, str]:
    """Return the header that shows whose app it is."""
    return {"Authorization": f"Bearer {account.secret(SecretName.TOKEN)}"}
