"""Playing conversations through a running product, as its customers do: over the public API."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import jwt
import redis

from commands.conversations.cases import Case, Turn
from commands.conversations.judge import Outcome
from core.conversations import Utterance, read_buttons
from core.errors import EffieError
from core.handoffs import OPEN_STATES
from launch.running.own_product import OwnProduct
from store.conversations import Transcripts
from store.database import Database
from store.handoffs import Handoffs
from store.realtime import EVENTS, partition_keys

PATIENCE = 60.0  # seconds for one turn
_RECORDER = "recorder"
_DEMO_CUSTOMER = "demo-nadia"  # whose account the demo site knows
_IDENTITY_LASTS = 3600  # seconds
_PAUSE = 0.005  # seconds between looks


class NoAnswer(EffieError):
    """A turn was not dealt with in time."""


class Player:
    """Plays one conversation after the other."""

    def __init__(self, product: OwnProduct) -> None:
        self._product = product
        self._web = httpx.Client(base_url=product.web_url, timeout=PATIENCE, trust_env=False)
        self._redis: Any = redis.Redis.from_url(product.redis_url, decode_responses=True)
        self._database = Database(product.database_url)
        self._transcripts, self._handoffs = Transcripts(self._database), Handoffs(self._database)

    def close(self) -> None:
        self._web.close()
        self._redis.close()
        self._database.close()

    def play(self, case: Case) -> Iterator[tuple[Turn, Outcome]]:
        """Play a conversation; yields each turn with what it came to. Raises NoAnswer."""
        begun = self._post(
            "/api/conversations", {"identity": self._identity(case), "new": True}, ""
        )
        conversation, token = str(begun["conversation"]), str(begun["token"])
        heard: list[Utterance] = []
        for turn in case.turns:
            body = {
                "id": uuid.uuid4().hex,
                "text": turn.words or _title_of(turn.press, heard),
                "choice": turn.press,
            }
            self._post(f"/api/conversations/{conversation}/messages", body, token)
            self._wait_until_done(turn)
            said = self._transcripts.read(conversation, heard[-1].seq if heard else 0)
            heard += said
            yield turn, Outcome(tuple(said), self._is_in_queue(conversation))

    def _post(self, path: str, body: dict[str, Any], token: str) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self._web.post(path, json=body, headers=headers)
        if answer.is_error:
            raise NoAnswer(f"{path} was refused with {answer.status_code}: {answer.text[:200]}")
        return dict(answer.json())

    def _identity(self, case: Case) -> str:
        """Sign who the customer is as the host site does; "" for a stranger."""
        if not (case.signed_in or case.segment):
            return ""
        claims: dict[str, Any] = {
            "sub": _DEMO_CUSTOMER if case.signed_in else f"case-{uuid.uuid4().hex}",
            "name": "Nadia Rahman",
            "exp": int(time.time()) + _IDENTITY_LASTS,
        }
        if case.segment:
            claims["segment"] = case.segment
        return jwt.encode(claims, self._product.env["EFFIE_IDENTITY_SECRET"], "HS256")

    def _wait_until_done(self, turn: Turn) -> None:
        """Wait until the bot has dealt with everything sent and the record holds all of it."""
        end = time.monotonic() + PATIENCE
        while any(map(self._redis.xlen, partition_keys())) or not self._is_recorded():
            if time.monotonic() > end:
                what = turn.words or turn.press
                raise NoAnswer(f"nothing came of “{what}” (line {turn.line}) in {PATIENCE:.0f} s.")
            time.sleep(_PAUSE)

    def _is_recorded(self) -> bool:
        last = self._redis.xinfo_stream(EVENTS)["last-generated-id"]
        groups = {group["name"]: group for group in self._redis.xinfo_groups(EVENTS)}
        recorder = groups.get(_RECORDER)
        return bool(recorder and recorder["last-delivered-id"] == last and recorder["pending"] == 0)

    def _is_in_queue(self, conversation: str) -> bool:
        last = self._handoffs.last_in(conversation)
        return last is not None and last.state in OPEN_STATES


@contextmanager
def player_of(product: OwnProduct) -> Iterator[Player]:
    """Play in this product until the block ends."""
    player = Player(product)
    try:
        yield player
    finally:
        player.close()


def _title_of(choice: str, heard: list[Utterance]) -> str:
    """Return what the last button with this choice was called; the choice if there was none."""
    titles = [
        button.title
        for each in heard
        for button in read_buttons(each.content)
        if str(button.choice) == choice
    ]
    return titles[-1] if titles else choice
