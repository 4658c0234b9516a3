"""Who has an account at the provider, and signing in there without a real browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

import httpx

from tests.support.forms import form_values

PEOPLE: Mapping[str, Mapping[str, Any]] = {
    "sam": {"name": "Sam Whitaker", "email": "Sam@tern.example", "email_verified": True},
    "impostor": {"name": "Sam", "email": "sam@tern.example", "email_verified": False},
    "second-sam": {"name": "Sam", "email": "sam@tern.example", "email_verified": True},
    "lea": {
        "name": "Lea Braun",
        "email": "lea@tern.example",
        "email_verified": True,
        "groups": ["leads", "everyone"],
    },
    "guest": {"name": "Guest", "email": "guest@elsewhere.example", "email_verified": True},
}
_ACTION = re.compile(r'action="([^"]+)"')


async def sign_in_there(browser: httpx.AsyncClient, address: str, login: str) -> str:
    """Sign in at the provider from where we led a browser; return where it leads back to."""
    for _ in range(12):
        answer = await browser.get(address)
        if answer.has_redirect_location:
            address = urljoin(address, answer.headers["location"])
        else:
            data = form_values(answer.text) | {"login": login, "password": "any"}
            answer = await browser.post(_ACTION.findall(answer.text)[0], data=data)
            address = urljoin(str(answer.url), answer.headers["location"])
        if "/sign-in/back" in address:
            return address
    raise AssertionError(f"the provider never leads back: {address}")
