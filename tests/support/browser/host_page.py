"""A page that embeds the widget, and the service behind it as the test plays it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from launch.paths import HOME

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

SITE = "http://effie.test"
PAGE = 50  # utterances that the service gives at once
EVERYWHERE = {"Access-Control-Allow-Origin": "*"}  # as the service answers what other sites embed
_STATIC = HOME / "web" / "static"
_PAGE = (
    "<!doctype html><html lang='en'><title>A site</title><script src='/widget.js' async></script>"
)


def serve_host_page(page: Page) -> None:
    """Serve an embedding page and the widget's own files; everything else is away."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/":
            return route.fulfill(body=_PAGE, content_type="text/html")
        file = _STATIC / path.removeprefix("/static/").removeprefix("/")
        return route.fulfill(path=file, headers=EVERYWHERE) if file.is_file() else route.abort()

    page.route(f"{SITE}/**", answer)
    page.goto(SITE)


class PlayedService:
    """One conversation, and what its stream says."""

    def __init__(self, page: Page) -> None:
        self.page, self.posted, self.seen = page, [], []
        self.said: list[dict[str, Any]] = []
        self.state: dict[str, Any] = {"holder": "bot", "handoff": None}
        session = {"conversation": "c", "token": "t", "resumed": False, "name": ""}
        company = {"company": "Tern", "assistant": "Effie", "welcome": "Hello.", "suggestions": []}
        company |= {"limits": {"message": 4000, "comment": 1000, "contact": 200}}
        page.route("**/api/widget", lambda route: route.fulfill(json=company, headers=EVERYWHERE))
        page.route(
            "**/api/conversations", lambda route: route.fulfill(json=session, headers=EVERYWHERE)
        )
        page.route("**/api/conversations/c/messages", self._take)
        page.route("**/api/conversations/c/seen", self._note_seen)
        page.route("**/api/conversations/c/stream**", self._stream)
        page.route("**/api/conversations/c/utterances**", self._earlier)

    def say(self, author: str, text: str, kind: str = "", *choices: str, **content: Any) -> None:
        buttons = [{"title": choice, "choice": choice} for choice in choices]
        content |= {"kind": kind, "buttons": buttons}
        at = "2026-11-02T10:00:00+00:00"
        seq = len(self.said) + 1
        said = {"seq": seq, "author": author, "name": "Sam", "text": text, "at": at}
        self.said.append(said | {"message": "", "content": content})

    def waits(self, **handoff: Any) -> None:
        self.state = {"holder": "bot", "handoff": {"state": "waiting", **handoff}}

    def open(self) -> None:
        """Open the chat; the first message makes it ask for the conversation."""
        self.page.get_by_role("button", name="Open the chat").click()
        self.page.get_by_label("Your message", exact=True).fill("hello")
        self.page.keyboard.press("Enter")

    def _take(self, route: Route) -> None:
        self.posted.append(route.request.post_data_json)
        route.fulfill(status=202, json={"id": self.posted[-1]["id"]}, headers=EVERYWHERE)

    def _note_seen(self, route: Route) -> None:
        self.seen.append(route.request.post_data_json["seq"])
        route.fulfill(status=204, headers=EVERYWHERE)

    def _stream(self, route: Route) -> None:
        after = int(route.request.url.rpartition("=")[2])
        events: list[tuple[str, Any]] = []
        if not after and len(self.said) > PAGE:
            after = len(self.said) - PAGE
            events.append(("earlier", {}))
        events += [("utterance", said) for said in self.said if said["seq"] > after]
        events += [("state", self.state), ("seen", {"reader": "agent", "seq": 1})]
        body = "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in events)
        route.fulfill(body=body, content_type="text/event-stream", headers=EVERYWHERE)

    def _earlier(self, route: Route) -> None:
        before = int(route.request.url.rpartition("=")[2])
        earlier = [said for said in self.said if said["seq"] < before]
        route.fulfill(json={"utterances": earlier[-PAGE:], "earlier": len(earlier) > PAGE})
