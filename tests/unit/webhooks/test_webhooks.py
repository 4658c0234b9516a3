"""Where webhooks may lead, when a call is made again, and what it is signed with."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from core.errors import BadInput
from core.webhooks import (
    MAX_WEBHOOK_URL_LENGTH,
    DeliveryState,
    Endpoint,
    WebhookEvent,
    event_body,
    outcome_of,
    read_retry_after,
    read_webhook_events,
    read_webhook_url,
    signing_secret,
)

AT = datetime(2027, 5, 15, 9, tzinfo=timezone.utc)
ENDPOINT = Endpoint(3, "https://crm.tern.example/effie?to=a", (), "n" * 32, "Ravi", AT)
INSIDE = {"crm.internal:8080"}


@pytest.mark.parametrize(
    "url",
    [
        "https://crm.tern.example",
        "https://crm.tern.example:8443/effie?to=a",
        "http://crm.internal:8080/effie",
    ],
)
def test_an_address_over_https_is_taken_and_one_inside_that_the_operator_named(url: str) -> None:
    assert read_webhook_url(f" {url} ", INSIDE) == url


@pytest.mark.parametrize(
    "url",
    [
        *("", "crm.tern.example", "http://crm.tern.example/", "ftp://crm.tern.example/"),
        *("http://crm.internal/", "http://crm.internal:8081/", "javascript:alert(1)"),
        *("https://ravi:secret@crm.tern.example/", "https://crm.tern.example/#a", "https://"),
        *("https://crm.tern.example:port/", "https://[::1/", "https://crm.tern.example/a b"),
        *("https://crm.tern.example\\@127.0.0.1/", "https://crm.tern.example/\r\nX: y"),
        "https://crm.tern.example/" + "a" * MAX_WEBHOOK_URL_LENGTH,
    ],
)
def test_any_other_address_is_refused_with_what_to_give(url: str) -> None:
    with pytest.raises(BadInput, match="Give an address like https://"):
        read_webhook_url(url, INSIDE)


def test_events_are_chosen_by_name_and_never_the_test() -> None:
    chosen = read_webhook_events(["gap.opened", "conversation.opened"])
    assert chosen == (WebhookEvent.CONVERSATION_OPENED, WebhookEvent.GAP_OPENED)
    for wrong in ([], ["webhook.test"], ["conversation.opened", "everything"]):
        with pytest.raises(BadInput):
            read_webhook_events(wrong)


def test_a_call_is_made_again_ever_more_seldom_for_about_three_days() -> None:
    waits: list[timedelta] = []
    while (after := outcome_of(503, len(waits), 0.0)).state is DeliveryState.WAITING:
        waits.append(after.wait)
    assert waits == sorted(waits)
    assert timedelta(days=3) < sum(waits, timedelta()) < timedelta(days=4)
    assert (after.state, after.reason) == (DeliveryState.FAILED, "It answered 503.")
    assert outcome_of(0, 0, 1.0).wait > outcome_of(0, 0, 0.0).wait, "together is not again together"


@pytest.mark.parametrize("status", [200, 204, 299])
def test_any_2xx_is_an_arrival(status: int) -> None:
    assert outcome_of(status, 5, 0.5) == outcome_of(200, 0, 0.0)


def test_who_answers_410_is_gone_and_who_redirects_is_told_so() -> None:
    gone = outcome_of(410, 0, 0.0)
    assert (gone.state, gone.is_gone) == (DeliveryState.FAILED, True)
    moved = outcome_of(307, 0, 0.0)
    assert (moved.state, moved.is_gone) == (DeliveryState.WAITING, False)
    assert "the address that it leads to" in moved.reason


def test_a_receiver_may_ask_for_a_longer_wait_but_for_no_more_than_a_day() -> None:
    assert outcome_of(429, 0, 0.0, read_retry_after("90")).wait == timedelta(seconds=90)
    assert outcome_of(429, 3, 0.0, read_retry_after("90")).wait == timedelta(minutes=30)
    assert outcome_of(429, 0, 0.0, read_retry_after("99999999")).wait == timedelta(days=1)
    for odd in ("", "soon", "-1", "1.5", "9" * 10, "Wed, 21 Oct 2027 07:28:00 GMT"):
        assert read_retry_after(odd) is None


def test_a_secret_is_the_endpoints_own_and_another_once_it_is_renewed() -> None:
    made = signing_secret("s" * 32, ENDPOINT)
    assert made.startswith("whsec_")
    assert made == signing_secret("s" * 32, ENDPOINT)
    others = (replace(ENDPOINT, id=4), replace(ENDPOINT, nonce="m" * 32))
    assert made not in {signing_secret("s" * 32, other) for other in others}
    assert made != signing_secret("t" * 32, ENDPOINT)


def test_the_audit_names_the_host_and_not_what_only_the_owner_may_know() -> None:
    assert ENDPOINT.subject == "webhook 3 crm.tern.example"


def test_a_body_says_what_when_and_the_facts() -> None:
    told = json.loads(event_body("gap.opened", AT, {"gap": 7, "article": ""}))
    assert told == {
        "type": "gap.opened",
        "timestamp": "2027-05-15T09:00:00+00:00",
        "data": {"gap": 7, "article": ""},
    }
