"""A conversation in the record, for tests: what was said, and what the bot decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core.conversations import (
    AnswerCard,
    ArticleLink,
    Author,
    ClarifyCard,
    Decision,
    Evidence,
    Hit,
    NextCard,
    Utterance,
    article_button,
    choice_json,
    content_json,
    read_choice,
)
from store.clock import now
from store.conversations import Transcripts
from store.database import Database


class Talk:
    """A conversation in the record."""

    def __init__(self, database: Database, name: str = "one") -> None:
        self._transcripts, self.name, self._said = Transcripts(database), name, 0
        self.age = timedelta(0)

    def customer(self, text: str, choice: str = "") -> None:
        self._say(Author.CUSTOMER, text, choice_json(read_choice(choice) if choice else None))

    def bot(
        self, decision: str, slug: str = "", intent: str = "question", reason: str = ""
    ) -> None:
        hits = (Hit(slug, slug, 0.8),) if slug else ()
        card = AnswerCard(ArticleLink(slug, slug, f"/help/{slug}")) if slug else None
        why = Evidence(Decision(decision), reason, hits, intent)
        self._say(Author.BOT, "…", content_json(card, why))

    def agent(self, text: str) -> None:
        self._say(Author.AGENT, text, {})

    def ask_back(self, *slugs: str) -> None:
        """Let the bot ask which of these articles is meant."""
        hits = tuple(Hit(slug, slug, 0.3) for slug in slugs)
        buttons = [article_button(slug, slug).to_json() for slug in slugs]
        why = Evidence(Decision.CLARIFY, "", hits, "question")
        self._say(Author.BOT, "…", content_json(ClarifyCard(), why) | {"buttons": buttons})

    def offer(self, *slugs: str, told: str = "") -> None:
        """Let the bot offer next questions, and tell the answer to one of them."""
        buttons = [article_button(slug, slug).to_json() for slug in slugs]
        self._say(Author.BOT, "…", content_json(NextCard(told)) | {"buttons": buttons})

    def _say(self, author: Author, text: str, content: dict[str, Any]) -> None:
        self._said += 1
        event = f"{self.name}-{self._said}"
        said = Utterance(event, self.name, author, text, now() - self.age, content=content)
        self._transcripts.add([said])
