"""What another version has kept in a way that nobody here can read stops nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import insert, select

from core.channels import Arrival, Delivery, Outgoing, Styled, What
from store.channels import Arrivals, Lane, Outbox, Post
from store.clock import now
from store.database import Database
from store.schema import arrivals, outgoing

pytestmark = pytest.mark.every_database
LATER = {"id": "1", "what": "of_tomorrow", "sender": "ana"}


@pytest.mark.parametrize("content", [LATER, {}, [], {"what": "words"}, {**LATER, "what": None}])
def test_an_arrival_that_nobody_can_read_is_set_aside_and_the_next_one_is_dealt_with(
    database: Database, content: Any
) -> None:
    row = {"connection": "hook", "external": "1", "sender": "ana", "content": content}
    with database.writing() as db:
        db.execute(insert(arrivals).values(**row, sent_at=0, arrived_at=now(), problem=""))
    kept = Arrivals(database)
    kept.keep("hook", [Arrival("2", What.WORDS, "ana", text="hello")])
    assert [each.arrival.id for each in kept.waiting(Lane("hook", "ana"))] == ["2"]
    assert [each.arrival.id for each in kept.waiting(Lane("hook", "ana"))] == ["2"]
    with database.reading() as db:
        aside = db.execute(select(arrivals).where(arrivals.c.external == "1")).one()
    assert "cannot read it" in aside.problem
    assert aside.content == content, "a newer version may"


@pytest.mark.parametrize(
    "content",
    [
        {"text": "hi", "marks": [["blinking", 0, 2, ""]], "buttons": [], "form": "none"},
        {"text": "hi", "marks": [], "buttons": [], "form": "carousel"},
        {"words": "hi"},
        [],
    ],
)
def test_a_message_that_nobody_can_read_has_failed_and_the_next_one_is_sent(
    database: Database, content: Any
) -> None:
    outbox = Outbox(database)
    posts = [
        Post("hook", name, name, f"{name}:1:0", Outgoing(1, 0, Styled("hi")))
        for name in ("ana", "ben")
    ]
    outbox.add(posts)
    with database.writing() as db:
        db.execute(outgoing.update().where(outgoing.c.recipient == "ana").values(content=content))
    assert [each.recipient for each in outbox.due(["hook"])] == ["ben"]
    (failed,) = outbox.of("ana")
    assert failed.state is Delivery.FAILED
    assert "cannot read" in failed.reason
