"""The record is rolled up beside all who write to it, and beside channels that are linked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from core.channels.linking import Direction, Link
from core.conversations import ANONYMOUS, Profile
from store.channels import Identities, Identity, Links, Offered
from store.clock import now
from store.conversations import Conversations
from store.database import Database
from store.insights import InsightRollUp, mark
from store.schema import conversations, insight_contacts, insight_marks
from tests.support.demo_history import roll_up, write_days
from tests.support.talk import Talk

pytestmark = pytest.mark.every_database

ARTICLE = "card_payment_not_recognised"


def test_customers_write_while_a_day_is_worked_out_and_a_new_mark_is_not_lost(
    database: Database,
) -> None:
    write_days(database, 1)
    roll_up(database)
    rolling, day = InsightRollUp(database), (now() - timedelta(days=1)).date()
    with database.writing() as connection:
        mark(connection, [day])
    with closing(Database(database.url)) as others, meanwhile(others, day):
        rolling.catch_up("newcomer")
    with database.reading() as connection:
        assert connection.execute(select(insight_marks.c.contacts)).scalar_one() is True
    roll_up(database)
    with database.reading() as connection:
        assert connection.execute(select(insight_marks)).all() == []


@contextmanager
def meanwhile(others: Database, day: Any) -> Iterator[None]:
    """Mark a day from elsewhere as soon as its contacts are worked out."""
    written = []

    def on_statement(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "INSERT INTO contacts_of_a_day" in statement:
            with others.writing() as connection:  # waits in vain if a transaction is held open
                mark(connection, [day])
            written.append(day)

    event.listen(Engine, "before_cursor_execute", on_statement)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", on_statement)
    assert written == [day]


def test_who_is_linked_is_one_person_and_parted_two_again(database: Database) -> None:
    page = asked(database, "mia", "on-the-page", timedelta(days=2))
    messenger = Identities(database).meet("telegram", "4711", "Mia", "")
    phone = asked(database, "", "on-the-phone", timedelta(hours=1))
    Identities(database).go_on_with(messenger, phone)
    roll_up(database)
    assert back_days(database, page) is None
    link = linked(database, page, messenger)
    roll_up(database)
    assert back_days(database, page) == pytest.approx(2, abs=0.1)
    assert person(database, page) == person(database, phone) == "customer mia"
    Links(database).unlink(link.identity, "sam@tern.example")
    roll_up(database)
    assert back_days(database, page) is None
    assert person(database, phone) != person(database, page)


def test_two_customers_with_one_phone_are_one_person_until_one_of_them_leaves(
    database: Database,
) -> None:
    messenger = Identities(database).meet("telegram", "4711", "Mia", "")
    pages = [asked(database, who, f"page-{who}", timedelta(days=1)) for who in ("zoe", "mia")]
    links = [linked(database, page, messenger) for page in pages]
    roll_up(database)
    assert {person(database, page) for page in pages} == {"customer mia"}
    Links(database).unlink(links[1].page or Links(database).page_of(pages[1]), "a test")
    roll_up(database)
    assert [person(database, page) for page in pages] == ["customer zoe", "customer mia"]


def asked(database: Database, customer: str, words: str, ago: timedelta) -> str:
    """Have somebody ask, and get an article; returns the conversation."""
    who = Profile(customer=customer) if customer else ANONYMOUS
    conversation = Conversations(database).start(who, "web", "").id
    with database.writing() as connection:
        own = conversations.c.id == conversation
        connection.execute(conversations.update().where(own).values(started_at=now() - ago))
    talk = Talk(database, conversation)
    talk.age = ago
    talk.customer(words)
    talk.bot("answer", ARTICLE)
    return conversation


def linked(database: Database, page: str, messenger: Identity) -> Link:
    links = Links(database)
    links.offer(Offered(f"code of {page}", page, "telegram", Direction.THERE, 47))
    link = links.use(f"code of {page}", "telegram", messenger.id)
    assert link is not None
    links.agree(link.id, at_page=True)
    assert links.carry_out(links.agree(link.id, at_page=False), page, "Mia")
    return link


def back_days(database: Database, conversation: str) -> float | None:
    with database.reading() as connection:
        return connection.execute(_of(conversation)).one().back_days


def person(database: Database, conversation: str) -> str:
    with database.reading() as connection:
        return str(connection.execute(_of(conversation)).one().person)


def _of(conversation: str) -> Any:
    return select(insight_contacts).where(insight_contacts.c.conversation == conversation)
