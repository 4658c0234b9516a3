"""A conversation in the record, for tests: what was said, and what the bot decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core.conversations import Author, Utterance
from store.clock import now
from store.conversations import Transcripts
from store.database import Database


class Talk:
    """A conversation in the record."""

    def __init__(self, database: Database, name: str = "one") -> None:
        self._transcripts, self._name, self._said = Transcripts(database), name, 0
        self.age = timedelta(0)

    def customer(self, text: str, choice: str = "") -> None:
        self._say(Author.CUSTOMER, text, {"choice": choice} if choice else {})

    def bot(
        self, decision: str, slug: str = "", intent: str = "question", reason: str = ""
    ) -> None:
        hits = [{"slug": slug, "title": slug, "confidence": 0.8}] if slug else []
        evidence = {"decision": decision, "reason": reason, "hits": hits, "intent": intent}
        card: dict[str, Any] = {"kind": "answer", "article": {"slug": slug}} if slug else {}
        self._say(Author.BOT, "…", {**card, "evidence": evidence})

    def _say(self, author: Author, text: str, content: dict[str, Any]) -> None:
        self._said += 1
        event = f"{self._name}-{self._said}"
        said = Utterance(event, self._name, author, text, now() - self.age, content=content)
        self._transcripts.add([said])
