"""Customers who go on from one article to another, for the record of a test."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from core.conversations import Profile
from store.content_gaps import QuestionLog
from store.conversations import Conversations
from store.database import Database
from store.next_questions import Visits
from tests.support.articles import an_article, let_live
from tests.support.talk import Talk

TITLES = {
    "card_arrival": "When your card arrives",
    "activate_my_card": "Activate your card",
    "fees": "What it costs",
    "exchange_rate": "The exchange rate we use",
    "pin": "Change your PIN",
}


def ask(talk: Talk, *articles: str, offered: Iterable[str] = (), told: str = "") -> None:
    """Ask for these articles, each with these next questions under it, one of them told."""
    for article in articles:
        talk.customer(f"about {article}")
        talk.bot("answer", article)
        if offered:
            talk.offer(*offered, told=told)


def begin(database: Database, customer: str = "", segment: str = "") -> Talk:
    """Begin a conversation that took place long enough ago."""
    name = Conversations(database).start(Profile(customer, segment=segment), "web", "").id
    talk = Talk(database, name)
    talk.age = timedelta(minutes=1)
    return talk


def populate(database: Database) -> None:
    """Experts go on from fees to the exchange rate, all from the card's arrival to activating it.

    Of the experts who are offered the exchange rate, half press it.
    """
    let_live(database, *(an_article(slug, title) for slug, title in TITLES.items()))
    for number in range(12):
        for segment in ("newcomer", "expert"):
            ask(begin(database, f"{segment}-{number}", segment), "card_arrival", "activate_my_card")
            ask(begin(database, f"pin-{segment}-{number}", segment), "pin")
            ask(begin(database, f"again-{segment}-{number}", segment), "pin")
        ask(begin(database, f"fees-{number}", "expert"), "fees", "exchange_rate")
    for number in range(4):
        talk = begin(database, f"offered-{number}", "expert")
        ask(talk, "fees", offered=["exchange_rate"])
        if number % 2:
            talk.customer("The exchange rate", "article:exchange_rate")
            talk.bot("answer", "exchange_rate", "choose_article", "chosen")
    while QuestionLog(database).catch_up():
        pass
    while Visits(database).catch_up(lambda name: name or "newcomer"):
        pass
