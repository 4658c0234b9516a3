"""Where a conversation with the assistant stands, as one value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from core.answering.retrieval import Retrieval
from core.text import plain


class Pending(str, Enum):
    """What the bot asked last; a bare "yes", "no" or "4" answers it."""

    HELPED = "helped"
    CLARIFY = "clarify"
    EFFORT = "effort"
    COMMENT = "comment"  # what else the customer has to say about the effort
    CONTACT = "contact"  # where the customer can be reached
    NEWS_ADDRESS = "news_address"  # whether an e-mail should tell them that something is solved


_AFTER_AN_ANSWER = frozenset({Pending.HELPED, Pending.EFFORT, Pending.COMMENT})


@dataclass(frozen=True)
class Dialogue:
    """The state that one message leaves to the next.

    failures: answers in a row that did not help, and clarifications in vain
    tried: articles that did not help or were refused as buttons, since the last success
    last_question: in the customer's words, or the title of the article they picked
    second_article: the article shown with the last one, where a message held two questions
    shown: articles shown in this conversation
    angered: the customer has shown anger in this conversation
    sensitive: the topic that needed care last, "" for none; the conversation stays marked
    declines: how often something was not the company's; no two are declined in the same words
    """

    failures: int = 0
    tried: tuple[str, ...] = ()
    last_question: str = ""
    last_article: str = ""
    second_article: str = ""
    shown: tuple[str, ...] = ()
    pending: Pending | None = None
    angered: bool = False
    sensitive: str = ""
    declines: int = 0

    @property
    def had_request(self) -> bool:
        """Whether the customer has asked for anything yet."""
        return bool(self.last_question or self.shown)

    @property
    def just_shown(self) -> tuple[str, ...]:
        """The articles that the last question was answered with, in their order."""
        if self.pending not in _AFTER_AN_ANSWER:
            return ()
        return tuple(slug for slug in (self.second_article, self.last_article) if slug)

    def asked(self, question: str) -> Dialogue:
        return replace(self, last_question=question, pending=None)

    def answered(self, slug: str, second: str = "") -> Dialogue:
        """Note the article shown last, and the one shown before it in the same reply."""
        latest = (second, slug) if second else (slug,)
        shown = (*(s for s in self.shown if s not in latest), *latest)
        return replace(
            self, last_article=slug, second_article=second, shown=shown, pending=Pending.HELPED
        )

    def failed(self, *slugs: str) -> Dialogue:
        """Count a failure; the articles it was about are not shown unasked again."""
        tried = tuple(dict.fromkeys((*self.tried, *(slug for slug in slugs if slug))))
        return replace(self, failures=self.failures + 1, tried=tried, pending=None)

    def helped(self) -> Dialogue:
        """Forget failures: the customer was helped."""
        return replace(self, failures=0, tried=(), pending=None)

    def carried_on(self) -> Dialogue:
        """Begin anew with the assistant, without a person: what did not help is still known."""
        return replace(self, failures=0, pending=None)

    def awaiting(self, pending: Pending | None) -> Dialogue:
        """Note what the bot asks now, if anything."""
        return replace(self, pending=pending)

    def facing(self, retrieval: Retrieval) -> Dialogue:
        """Count what a new question says about the last reply.

        Typing again instead of pressing a button says that no button fitted. Other words that
        lead to the article just shown say that it was not the answer; the same words do not,
        somebody only wants to read it again.
        """
        if self.pending is Pending.CLARIFY:
            return self.failed()
        best = retrieval.hits[0].slug if retrieval.hits else ""
        reworded = plain(retrieval.question) != plain(self.last_question)
        if self.pending is Pending.HELPED and best in self.just_shown and reworded:
            return self.failed(best)
        return self
