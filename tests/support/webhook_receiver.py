"""Another system that is told of events: as strict as one that keeps to the standard."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

from tests.support.vendors.vendor import Answer, Call, Vendor

_SHAPE = {"type", "timestamp", "data"}


class WebhookReceiver(Vendor):
    """Deals with each event once, by its id, if it is signed with the secret.

    fails_first: how many calls with one id it answers with 503 before it takes one, by turns
    events: what it has dealt with, by id, in the order in which it came
    copies: how often it was told of each again after that
    """

    def __init__(self, fails_first: tuple[int, ...] = (0,)) -> None:
        super().__init__()
        self.secret = ""
        self.events: dict[str, dict[str, Any]] = {}
        self.copies: Counter[str] = Counter()
        self._bodies: dict[str, bytes] = {}
        self._tried: Counter[str] = Counter()
        self._fails_first = fails_first

    def take(self, call: Call) -> Answer:
        try:
            Webhook(self.secret).verify(call.body, dict(call.headers))
        except WebhookVerificationError as error:
            return self.refuse(401, {}, str(error))
        name, told = call.headers["webhook-id"], json.loads(call.body)
        if told.keys() != _SHAPE or call.headers["content-type"] != "application/json":
            return self.refuse(400, {}, "it has another shape")
        if self._bodies.setdefault(name, call.body) != call.body:
            return self.refuse(409, {}, "the same id with another body")
        fails = self._fails_first[list(self._bodies).index(name) % len(self._fails_first)]
        self._tried[name] += 1
        if self._tried[name] <= fails:
            return Answer(503)
        if name in self.events:
            self.copies[name] += 1
        self.events.setdefault(name, told)
        return Answer(204, b"")

    @property
    def host(self) -> str:
        """What the operator names, so that events may be sent here."""
        return self.url.removeprefix("http://")
