"""What the routes take when nobody is hostile: from here the hostile go on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.staff import Role
from web.api.operations import API, OPERATIONS
from web.api.shapes import example_of
from web.auth import Open, access_of

Body = dict[str, Any]
NOBODY, CUSTOMER, SYSTEM = "nobody", "customer", "system"  # a system: another, with an API key
CALLERS: tuple[str, ...] = (NOBODY, CUSTOMER, SYSTEM, *(role.value for role in Role))

_DRAFT: Body = {
    "title": "Freeze your card",
    "short": "Open **Cards** and tap **Freeze**.",
    "steps": ["Open **Cards**.", "Tap **Freeze**."],
    "more": "See [the other one](pin).",
    "questions": ["freeze my card", "lock card", "stop my card", "card off", "block it"],
    "next": ["pin"],
    "audience": "everyone",
    "tags": ["cards"],
    "owner": "cards-team",
    "review": "2099-01-31",
}
_ASKED: Body = {"question": "where is my card", "source": "own", "expected": "pin", "refused": ""}
# By the end of the path. Names a form and JSON share stand in the same line.
_BODIES: tuple[tuple[str, Body], ...] = (
    (r"api/conversations/own", {"identity": ""}),
    (
        r"api/conversations",
        {
            "identity": "",
            "token": "",
            "visitor": "",
            "new": True,
            "page": {"url": "/a", "title": "A"},
        },
    ),
    (r"/messages", {"id": "message-1", "text": "hello", "choice": "/effort{}", "page": "/a"}),
    (r"/seen", {"seq": 1}),
    (r"/notes", {"id": "note-0001", "text": "call back"}),
    (r"/transfer", {"to_queue": "business", "to_agent": "", "note": "see above"}),
    (r"/assign", {"agent": "x", "note": "see above"}),
    (r"handoffs/.*/resolve", {"outcome": "promised", "note": "n", "contact": "a@b.co", "seq": 1}),
    (r"/content-gap", {"question": "where is it", "answer": "on its way"}),
    (r"/suggestions", {"text": "add fees", "article": "pin", "conversation": ""}),
    (r"/done", {"outcome": "called"}),
    (r"/saved-replies.*", {"title": "Hi", "text": "Hello {customer}", "shared": True}),
    (r"/me/status", {"status": "away"}),
    (r"/me/capacity", {"capacity": 3}),
    (r"/me/queues", {"queues": ["business"]}),
    (r"console/api/articles", {"draft": _DRAFT, "slug": ""}),
    (r"/draft", {"draft": _DRAFT, "revision": 0, "version": 1}),
    (r"/check", {"draft": _DRAFT}),
    (r"/discard|/competing", {"revision": 1}),
    (r"/publish", {"revision": 1, "why": "new fees"}),
    (r"/withdraw", {"why": "gone"}),
    (r"/restore", {"number": 1, "why": "back"}),
    (
        r"/schedule",
        {"revision": 1, "publish_at": "2099-01-01T09:00Z", "expire_at": None, "why": ""},
    ),
    (r"/comments", {"text": "out of date"}),
    (r"/pinned", {"question": "where is my card"}),
    (r"/replay", {"revision": 1, "questions": [_ASKED], "segment": ""}),
    (r"/try", {"question": "where is my card", "segment": "", "slug": "pin", "draft": _DRAFT}),
    (r"/feedback", {"helped": "yes"}),
    (r"/login", {"email": "a@b.co", "password": "guessed it", "next": "/desk", "token": "x"}),
    (r"/set-password/.*", {"password": "a long enough one", "token": "x"}),
    (r"/forgot-password", {"email": "a@b.co", "token": "x"}),
    (r"/account/mail", {"mail": ["mention"]}),
    (r"/account/name", {"name": "Sam Whitaker"}),
    (r"/account/password", {"current": "guessed it", "new": "a long enough one"}),
    (r"/staff", {"email": "n@b.co", "name": "New", "role": "agent"}),
    (r"/role", {"role": "agent"}),
    (r"/gaps/.*", {"title": "Fees", "article": "pin", "why": "rare", "words": "1", "into": "2"}),
    (
        r"/examples/.*",
        {"id": "1", "words_1": "lose a card", "article_1": "pin", "day": "2026-11-01"},
    ),
    (r"/next-questions/.*", {"verdict": "pin", "segment": "newcomer"}),
    (r"/links", {"connection": "phone", "direction": "there"}),
    (r"/links/.*", {"accept": True}),
    (r"/transcript", {"id": "request-1", "to": "a@b.co"}),
    (r"/reminders", {"id": "reminder-1", "at": "2099-01-01T09:00Z", "words": "call back"}),
    (r"/snooze", {"until": "2099-01-01T09:00Z"}),
    (r"/watch", {"watches": True}),
    (r"/tags", {"tags": ["fees"]}),
    (r"/macro", {"id": "message-1", "reply": 1, "seq": 1, "text": "hello"}),
    (r"/answer", {"id": "message-1", "text": "hello", "told": ["pin"]}),
    (r"/facts", {"name": "language", "value": "en"}),
    (r"/views", {"title": "Mine", "query": "show=open", "shared": "yes"}),
    (r"/languages", {"language": "de"}),
    (r"/api-keys", {"name": "shop", "scope": ["articles:read"], "days": "30"}),
    (r"/webhooks", {"url": "https://crm.invalid/effie", "event": ["gap.opened"]}),
    (r"/webhooks/.*/events", {"event": ["gap.opened"]}),
    (r"/phone/chats", {"kind": "telegram", "name": "Maya", "text": "hello"}),
    (r"/taps", {"token": "helped:yes", "text": "Yes"}),
)
_PARAMETER = re.compile(r"<(\w+)(?::(\w+))?>")


@dataclass(frozen=True)
class Target:
    """A route and a method it takes; callers: who gets past its door; names: of its parameters."""

    method: str
    path: str
    callers: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _kind in _PARAMETER.findall(self.path))

    def at(self, values: Iterable[str]) -> str:
        """Return the path with these values for its parameters."""
        each = iter(values)
        return _PARAMETER.sub(lambda _: next(each), self.path)

    @property
    def body(self) -> Body:
        """What its pages or other systems send, {} where nothing is known of it."""
        if self.callers == (SYSTEM,):
            return _of_system(self.method, self.path.removeprefix(API))
        fits = (body for end, body in _BODIES if re.search(f"(?:{end})$", self.path))
        return next(fits, {})


def targets_of(routes: Iterable[Any]) -> list[Target]:
    """Return every route of an application with every method, in an order that stays."""
    found = {
        Target(method, f"/{route.path}", _allowed(access_of(route.handler)))
        for route in routes
        for method in route.methods
    }
    return sorted(found, key=lambda each: (each.path, each.method))


def _of_system(method: str, path: str) -> Body:
    """Return the example that the API's own document gives."""
    known = (each for each in OPERATIONS if (each.method, each.path) == (method, path))
    return next((example_of(each.takes) for each in known if each.takes), {})


def _allowed(access: Open | frozenset[Role] | None) -> tuple[str, ...]:
    if isinstance(access, frozenset):
        return tuple(sorted(role.value for role in access))
    if access is Open.KEY:
        return (SYSTEM,)
    return (CUSTOMER,) if access is Open.CONVERSATION else CALLERS
