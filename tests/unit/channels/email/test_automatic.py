"""Machines get no answer, people always do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels import Delivery
from core.channels.email import (
    ReceivedMail,
    Report,
    fate_of,
    is_vouched_for,
    why_no_answer,
)

OWN = "help@tern.example"
LOOPS = [
    ("auto-submitted", "auto-replied"),
    ("auto-submitted", "auto-generated; owner-email=x@y"),
    ("precedence", "bulk"),
    ("precedence", "List"),
    ("precedence", "auto_reply"),
    ("list-id", "News <news.shop.example>"),
    ("list-unsubscribe", "<mailto:x@y.example>"),
    ("x-auto-response-suppress", "DR, OOF, AutoReply"),
    ("x-autoreply", "yes"),
    ("x-failed-recipients", "a@b.example"),
    ("return-path", "<>"),
]
HARMLESS = st.dictionaries(
    st.sampled_from(["subject", "x-mailer", "to", "x-spam-status", "received"]),
    st.tuples(st.text(max_size=40)),
)


def mail(sender: str = "ana@customer.example", kind: str = "", **more: str) -> ReceivedMail:
    headers = {name.replace("_", "-"): (value,) for name, value in more.items()}
    return ReceivedMail(headers=headers, sender=sender, kind=kind, text="hello")


@given(HARMLESS, st.sampled_from(LOOPS))
def test_any_mail_with_a_loop_header_starts_nothing(
    headers: dict[str, tuple[str]], loop: tuple[str, str]
) -> None:
    """Field bug: out-of-office notices and our answers to them went on without end."""
    name, value = loop
    looping = ReceivedMail(headers={**headers, name: (value,)}, sender="ana@customer.example")
    assert why_no_answer(looping, OWN)
    assert not why_no_answer(ReceivedMail(headers=headers, sender="ana@customer.example"), OWN)


@pytest.mark.parametrize(
    "sender",
    [
        "MAILER-DAEMON@mx.example",
        "postmaster@mx.example",
        "noreply@shop.example",
        "no-reply@shop.example",
        "donotreply+a@shop.example",
        "bounce+1=2@shop.example",
        "news-request@lists.example",
        "owner-news@lists.example",
        OWN,
        "Help+r1-aaaaaaaaaaaaaaaa@TERN.example",
        "",
    ],
)
def test_a_machines_address_starts_nothing(sender: str) -> None:
    assert why_no_answer(mail(sender), OWN)


@pytest.mark.parametrize(
    ("sender", "headers"),
    [
        ("owner@shop.example", {}),
        ("reply@shop.example", {"auto_submitted": "no"}),
        ("noreplyman@shop.example", {"x_auto_response_suppress": "DR, RN, NRN"}),
        ("helper@tern.example", {"precedence": "normal", "return_path": "<helper@tern.example>"}),
    ],
)
def test_a_persons_mail_is_answered(sender: str, headers: dict[str, str]) -> None:
    assert why_no_answer(mail(sender, **headers), OWN) == ""


def test_a_mail_that_goes_round_in_a_ring_stops() -> None:
    ring = ReceivedMail(headers={"received": ("by x",) * 60}, sender="ana@customer.example")
    assert why_no_answer(ring, OWN)


@pytest.mark.parametrize(
    ("report", "delivery", "words", "is_nobody"),
    [
        (Report("failed", "5.1.1", "550 5.1.1 unknown"), Delivery.FAILED, "no such mailbox", True),
        (Report("failed", "5.2.2", ""), Delivery.FAILED, "mailbox is full", False),
        (
            Report("failed", "5.7.26", "DMARC"),
            Delivery.FAILED,
            "mail from us. (DMARC)",
            False,
        ),
        (Report("failed", "", "what?"), Delivery.FAILED, "The mail came back. (what?)", False),
        (Report("delivered", "2.0.0", ""), Delivery.DELIVERED, "", False),
    ],
)
def test_a_report_says_what_became_of_a_mail(
    report: Report, delivery: Delivery, words: str, is_nobody: bool
) -> None:
    fate = fate_of(ReceivedMail(report=report), OWN)
    assert fate is not None
    assert (fate.delivery, fate.is_nobody) == (delivery, is_nobody)
    assert words in fate.reason


def test_a_mail_that_is_only_late_has_not_failed() -> None:
    assert fate_of(ReceivedMail(report=Report("delayed", "4.4.1", "")), OWN) is None


def test_an_old_servers_words_alone_count_and_a_persons_do_not() -> None:
    old = fate_of(mail("MAILER-DAEMON@mx.example", subject="Undelivered mail"), OWN)
    assert old is not None
    assert old.delivery is Delivery.FAILED
    assert fate_of(mail(subject="Undelivered mail"), OWN) is None


@pytest.mark.parametrize(
    ("results", "is_vouched"),
    [
        (["mx.tern.example; dmarc=pass header.from=customer.example"], True),
        (["mx.tern.example 1; spf=pass smtp.mailfrom=ana@customer.example; dkim=none"], True),
        (["mx.tern.example; dkim=pass header.d=customer.example (good)"], True),
        (["mx.tern.example; dkim=pass header.d=evil.example"], False),
        (["mx.tern.example; dkim=pass header.d=customer.example; dmarc=fail"], False),
        (["mx.tern.example; spf=fail smtp.mailfrom=customer.example"], False),
        (["evil.example; dmarc=pass header.from=customer.example"], False),
        (["mx.tern.example; dmarc=fail", "mx.tern.example; dmarc=pass"], False),
        (["mx.tern.example.evil; dmarc=pass header.from=customer.example"], False),
        ([], False),
    ],
)
def test_only_our_own_servers_topmost_verdict_vouches_for_a_sender(
    results: list[str], is_vouched: bool
) -> None:
    """Field bug: any `Authentication-Results` was believed, also one that the sender wrote."""
    sender = "ana@Customer.example"
    assert is_vouched_for(results, "mx.tern.example", sender) is is_vouched
    assert not is_vouched_for(results, "", sender)


@pytest.mark.parametrize(
    ("told", "is_vouched"),
    [
        ('dkim=pass (2048 bit; a (b)) header.i="@customer.example"', True),
        ('dkim=pass reason="good signature" header.d=customer.example', True),
        ("dmarc=pass (p=NONE) header.from=customer.example; spf=fail (of x)", True),
        ("spf=pass smtp.mailfrom=evil.example header.from=customer.example", False),
        ('spf=pass smtp.mailfrom="a;dmarc=pass header.from=customer.example"@e.example', False),
        ('spf=pass smtp.mailfrom="a smtp.mailfrom=customer.example"@e.example', False),
        ('spf=pass (of "a);dkim=pass header.d=customer.example;("@e.example)', False),
        (r'spf=pass smtp.mailfrom="\"dkim=pass header.d=customer.example"@e.example', False),
        ("dkim=pass header.d=customer.example(.evil)x.evil.example", False),
        ("spf=none (a);dmarc=pass header.from=customer.example;(b); dmarc=fail", False),
        ("dkim=pass header.d=customer.example (not closed", False),
        ("dkim=pass header.d=customer.example;(x) dmarc=fail", False),
        ("(x)dkim=pass(y) header.d=customer.example", True),
    ],
)
def test_nothing_that_a_sender_has_chosen_is_taken_for_our_servers_verdict(
    told: str, is_vouched: bool
) -> None:
    """What stands before an "@", and the domain that somebody serves, may be any words."""
    results = [f"mx.tern.example; {told}"]
    assert is_vouched_for(results, "mx.tern.example", "ana@customer.example") is is_vouched
