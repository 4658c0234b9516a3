"""Events in the record: told with what happens, or not at all, and to whom wants them."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import delete

from core.answering import Reason
from core.conversations import ANONYMOUS, Moment, SurveyRules
from core.handoffs import FollowUpKind
from core.staff import Role, StaffMember
from core.webhooks import GIVE_UP_AFTER, DeliveryState, Endpoint, WebhookEvent, outcome_of
from store.audit import read_audit
from store.clock import now
from store.conversations import Conversations, Surveys
from store.database import Database
from store.handoffs import FollowUps, Handoffs, Opening, Owed
from store.schema import webhook_events
from store.webhooks import KEPT_FOR, WebhookDeliveries, WebhookEndpoints, tell

pytestmark = pytest.mark.every_database

RAVI = StaffMember("1", "ravi@tern.example", "Ravi Menon", Role.ADMIN)
URL = "https://crm.tern.example/effie"
RULES = SurveyRules(
    frozenset({Moment.SOLVED}), timedelta(minutes=10), 4, timedelta(hours=24), tuple("abcde")
)
ALL = [event for event in WebhookEvent if event is not WebhookEvent.TEST]


def add(database: Database, *events: WebhookEvent) -> Endpoint:
    return WebhookEndpoints(database).add(URL, events or ALL, RAVI)


def told(database: Database, endpoint: Endpoint) -> list[tuple[str, dict[str, object]]]:
    log = WebhookDeliveries(database).log(endpoint.id, 100)
    return [(each.kind, dict(each.data)) for each in reversed(log)]


def test_each_who_wants_an_event_is_told_of_what_was_decided_and_of_no_words(
    database: Database,
) -> None:
    everything, some = add(database), add(database, WebhookEvent.RESOLVED)
    one = Conversations(database).start(ANONYMOUS, "web", "https://tern.example/ada").id
    handoffs = Handoffs(database)
    opened = handoffs.open(one, Opening(Reason.ASKED, "support", "newcomer"))
    handoffs.claim(opened.id, "sam", "Sam Whitaker")
    handoffs.resolve(opened.id, "sam", "Sam Whitaker")
    surveys = Surveys(database, RULES)
    surveys.ask(one, Moment.SOLVED, "m1")
    surveys.answer(one, 4)
    surveys.answer(one, 4)  # pressed twice is said once
    of_handoff = {"conversation": one, "handoff": opened.id, "queue": "support"}
    of_handoff |= {"segment": "newcomer"}
    resolved = (
        "conversation.resolved",
        {**of_handoff, "outcome": "solved", "about": ""},
    )
    assert told(database, everything) == [
        ("conversation.opened", {"conversation": one, "channel": "web", "segment": ""}),
        ("conversation.handed_off", {**of_handoff, "reason": "asked", "language": ""}),
        resolved,
        ("effort.scored", {"conversation": one, "score": 4, "corrected": False}),
    ]
    assert told(database, some) == [resolved]


def test_what_is_rolled_back_was_never_told(database: Database) -> None:
    endpoint = add(database)
    with suppress(ZeroDivisionError), database.writing() as connection:
        tell(connection, WebhookEvent.GAP_OPENED, {"gap": 1})
        raise ZeroDivisionError
    assert told(database, endpoint) == []


def test_what_has_become_due_is_told_once_and_again_when_it_is_owed_anew(
    database: Database,
) -> None:
    endpoint = add(database, WebhookEvent.FOLLOW_UP_DUE)
    one = Conversations(database).start(ANONYMOUS, "web", "").id
    follow_ups, at = FollowUps(database), now()
    owed = follow_ups.open(Owed(one, FollowUpKind.PROMISED, at, words="ring Ada"))
    later = follow_ups.open(Owed(one, FollowUpKind.EFFORT, at + timedelta(hours=1), 5))
    assert [follow_ups.tell_due(at) for _ in range(2)] == [1, 0]
    follow_ups.finish(owed.id, RAVI, "rang")
    follow_ups.open(Owed(one, FollowUpKind.PROMISED, at + timedelta(minutes=5), words="again"))
    assert follow_ups.tell_due(at + timedelta(minutes=30)) == 1
    assert follow_ups.tell_due(at + timedelta(hours=2)) == 1
    assert [facts["follow_up"] for _, facts in told(database, endpoint)] == [
        *(owed.id, owed.id, later.id)
    ]
    assert "ring Ada" not in str(told(database, endpoint))


def test_an_endpoint_where_nothing_arrives_is_switched_off_and_on_again_by_an_admin(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoints, deliveries = WebhookEndpoints(database), WebhookDeliveries(database)
    endpoint = add(database)
    began = now()
    for _ in range(3):
        Conversations(database).start(ANONYMOUS, "web", "")
    failed = outcome_of(503, 0, 0.0)
    first, second, third = deliveries.due(endpoint.id, began + timedelta(minutes=1), 10)
    assert not deliveries.note(first, 503, failed)
    assert endpoints.get(endpoint.id).failing_since
    assert not deliveries.note(first, 503, failed), "it was read before more was known"
    monkeypatch.setattr("store.webhooks.deliveries.now", lambda: began + GIVE_UP_AFTER * 1.1)
    assert deliveries.note(second, 503, failed)
    off = endpoints.get(endpoint.id)
    assert off.disabled_at
    assert "5 days" in off.disabled_why
    assert read_audit(database, off.subject)[-1].what == "webhook.off"
    Conversations(database).start(ANONYMOUS, "web", "")
    assert len(told(database, endpoint)) == 3, "nothing is queued for who is off"
    late = began + GIVE_UP_AFTER * 2
    assert deliveries.waiting(late) == []
    endpoints.switch(endpoint.id, True, RAVI)
    assert deliveries.waiting(late) == [endpoint.id]
    again = {each.id: each for each in deliveries.due(endpoint.id, late, 10)}
    assert len(again) == 3
    assert not deliveries.note(again[second.id], 503, failed)
    assert endpoints.get(endpoint.id).failing_since
    assert not deliveries.note(again[third.id], 200, outcome_of(200, 0, 0.0))
    assert endpoints.get(endpoint.id).failing_since is None


def test_who_answers_410_is_told_of_nothing_more(database: Database) -> None:
    endpoint = add(database)
    Conversations(database).start(ANONYMOUS, "web", "")
    deliveries = WebhookDeliveries(database)
    (due,) = deliveries.due(endpoint.id, now(), 10)
    assert deliveries.note(due, 410, outcome_of(410, 0, 0.0))
    assert "410" in WebhookEndpoints(database).get(endpoint.id).disabled_why


def test_a_delivery_is_sent_again_under_its_name_and_forgotten_after_a_month(
    database: Database,
) -> None:
    endpoint, deliveries = add(database), WebhookDeliveries(database)
    Conversations(database).start(ANONYMOUS, "web", "")
    (due,) = deliveries.due(endpoint.id, now(), 10)
    deliveries.note(due, 200, outcome_of(200, 0, 0.0))
    assert deliveries.waiting(now()) == []
    deliveries.replay(endpoint.id, due.id, RAVI)
    (again,) = deliveries.due(endpoint.id, now(), 10)
    assert (again.name, again.body) == (due.name, due.body)
    assert deliveries.counts() == {(endpoint.id, DeliveryState.WAITING): 1}
    deliveries.forget_old(now() + KEPT_FOR + timedelta(minutes=1))
    assert deliveries.log(endpoint.id, 10) == []
    assert deliveries.counts() == {}


def test_an_event_that_is_erased_is_not_sent_and_the_next_one_is_told_all_the_same(
    database: Database,
) -> None:
    endpoint, deliveries = add(database), WebhookDeliveries(database)
    gone = Conversations(database).start(ANONYMOUS, "web", "").id
    with database.writing() as connection:
        theirs = webhook_events.c.conversation == gone
        connection.execute(delete(webhook_events).where(theirs))
    stays = Conversations(database).start(ANONYMOUS, "web", "").id
    (due,) = deliveries.due(endpoint.id, now(), 10)
    assert stays in due.body
    assert [facts["conversation"] for _, facts in told(database, endpoint)] == [stays]
