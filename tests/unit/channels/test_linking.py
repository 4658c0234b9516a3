"""Linking: codes, who may go on with what, and which way is taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels import CAPABILITIES, Kind
from core.channels.linking import (
    CODE_BYTES,
    Assurance,
    Direction,
    Link,
    LinkState,
    Need,
    Way,
    asks_to_unlink,
    assurance_on,
    code_of_address,
    context_travels,
    hashed,
    judged,
    make_code,
    matching_number,
    may_be_fetched,
    moves,
    prepared,
    profile_on,
    route,
    shown_in,
    tagged,
)
from core.conversations import ANONYMOUS, WEB_CHANNEL, Profile

AT = datetime(2026, 11, 26, 12, tzinfo=timezone.utc)
SIGNED_IN = Profile("c-1", "Ana", "expert", (("plan", "Plus"),))
codes = st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES).map(make_code)


@dataclass(frozen=True)
class Somebody:
    person: str
    assurance: int


people = st.builds(Somebody, st.sampled_from("ab"), st.sampled_from([*Assurance]))
ways = st.lists(
    st.builds(
        Way,
        connection=st.sampled_from(["telegram", "whatsapp", "mail", "hook"]),
        capability=st.sampled_from([*CAPABILITIES.values()]),
        label=st.just("x"),
        is_on=st.booleans(),
        wrote_at=st.none() | st.integers(0, 60).map(lambda hours: AT - timedelta(hours=hours)),
        unreachable=st.sampled_from(["", "They have blocked us."]),
        has_template=st.booleans(),
    ),
    unique_by=lambda way: way.connection,
)
needs = st.builds(Need, st.booleans(), st.booleans(), st.booleans())
orders = st.permutations(["telegram", "whatsapp", "mail", "hook"])


@given(codes, st.sampled_from(["{}", "Continue {}", " {} ", "{}!", "hello, my code is {} ok?"]))
def test_a_code_is_read_back_however_it_is_typed(code: str, around: str) -> None:
    for typed in (code, code.lower(), code.replace("0", "O").replace("1", "l")):
        shown = shown_in(around.format(typed))
        assert shown
        assert shown.code == code
        assert shown.alone == (not around.startswith("hello"))


@given(codes)
def test_links_and_addresses_carry_the_code(code: str) -> None:
    found = shown_in(prepared(code))
    assert found
    assert (found.code, found.alone) == (code, True)
    assert code_of_address(f"Help <{tagged('help@tern.example', code)}>") == code
    assert code_of_address("help@tern.example") == ""


@given(codes, codes)
def test_what_is_kept_of_a_code_tells_nothing_without_the_secret(code: str, other: str) -> None:
    kept = hashed(code, "secret")
    assert code not in kept
    assert kept != hashed(code, "another secret")
    assert (kept == hashed(other, "secret")) == (code == other)


@pytest.mark.parametrize(
    "words", ["thank you", "absolutely", "1234-5678-9012", "x" * 400, "UUUU-UUUU"]
)
def test_other_words_are_no_code(words: str) -> None:
    assert shown_in(words) is None


@given(st.binary(min_size=4, max_size=4))
def test_the_number_to_compare_has_two_digits(random: bytes) -> None:
    assert 10 <= matching_number(random) <= 99


@given(people, people)
def test_context_travels_between_linked_identities_of_one_person_alone(
    one: Somebody, other: Somebody
) -> None:
    travels = context_travels(one, other)
    assert travels == context_travels(other, one)
    assert not travels or (one.person == other.person and min(one.assurance, other.assurance) >= 2)
    assert not context_travels(replace(one, assurance=Assurance.VOUCHED), other)


@given(st.text(max_size=20), st.sampled_from([SIGNED_IN, ANONYMOUS]))
def test_nothing_of_an_account_is_told_but_where_its_customer_is_signed_in(
    channel: str, profile: Profile
) -> None:
    told = profile_on(channel, profile)
    is_sure = assurance_on(channel, profile) >= Assurance.SIGNED_IN
    assert is_sure == (channel == WEB_CHANNEL and profile.verified)
    assert told.verified == is_sure
    assert is_sure or not profile.verified or told.facts == ()
    assert (told.name, told.segment) == (profile.name, profile.segment)


def test_a_signed_in_customers_conversation_comes_to_their_own_browsers_alone() -> None:
    assert may_be_fetched(ANONYMOUS, ANONYMOUS)
    assert may_be_fetched(SIGNED_IN, SIGNED_IN)
    assert not may_be_fetched(SIGNED_IN, ANONYMOUS)
    assert not may_be_fetched(SIGNED_IN, Profile("c-2"))


def test_who_stands_alone_moves_so_that_nobody_loses_a_link() -> None:
    assert moves(messenger_has_others=False, page_has_others=False) == "messenger"
    assert moves(messenger_has_others=True, page_has_others=False) == "page"
    assert moves(messenger_has_others=False, page_has_others=True) == "messenger"
    assert moves(messenger_has_others=True, page_has_others=True) == "messenger"


def test_a_link_is_over_after_ten_minutes_whatever_was_said() -> None:
    link = Link(1, "c", "telegram", Direction.THERE, 47, AT)
    soon, late = AT + timedelta(minutes=9), AT + timedelta(minutes=10)
    assert link.state(soon) is LinkState.OFFERED
    asked = replace(link, identity=7, there_at=soon)
    assert asked.state(soon) is LinkState.ASKED
    assert not asked.is_agreed
    assert asked.state(late) is LinkState.OVER
    assert replace(asked, over_at=soon).state(soon) is LinkState.OVER
    assert replace(asked, here_at=soon).is_agreed
    assert replace(asked, done_at=soon).state(late) is LinkState.DONE


@given(ways, needs, orders)
def test_every_way_is_judged_and_one_at_most_is_taken(
    found: list[Way], need: Need, order: list[str]
) -> None:
    told = judged(found, need, order, AT)
    assert sorted(each.way.connection for each in told) == sorted(w.connection for w in found)
    assert all(bool(each.why_not) != bool(each.place) for each in told)
    places = [each.place for each in told if each.place]
    assert places == list(range(1, len(places) + 1))
    ranks = [order.index(each.way.connection) for each in told if each.place]
    assert ranks == sorted(ranks), "as the segment has them"
    taken = route(found, need, order, AT)
    assert taken == (told[0].way if places else None)
    for each in told:
        if each.place:
            way, room = each.way, each.way.capability
            assert way.is_on
            assert way.wrote_at
            assert not way.unreachable
            assert room.window is None or way.has_template or AT - way.wrote_at < room.window
            assert not (need.is_live and room.threads)
            assert not (need.is_proactive and not need.is_open)


def test_a_closed_window_is_said_in_words() -> None:
    way = Way("wa", CAPABILITIES[Kind.WHATSAPP], "WhatsApp", wrote_at=AT - timedelta(hours=25))
    (told,) = judged([way], Need(), (), AT)
    assert "So long after their last word" in told.why_not
    assert route([replace(way, has_template=True)], Need(), (), AT)


def offered(kind: Kind, **more: Any) -> Way:
    return Way(kind.value, CAPABILITIES[kind], kind.value, **more)


def test_what_the_page_offers_reaches_them_and_still_does_when_the_team_answers() -> None:
    """They would write first there: so a window begins, and need not have been open before."""
    blocked = offered(Kind.TELEGRAM, unreachable="They have blocked us.", wrote_at=AT)
    long_ago = offered(Kind.MESSENGER, wrote_at=AT - timedelta(days=40))
    never = offered(Kind.WHATSAPP)
    mail, off = offered(Kind.EMAIL), offered(Kind.SLACK, is_on=False)
    ways, order = [blocked, long_ago, never, mail, off], ("whatsapp", "messenger")

    def usable(need: Need) -> list[str]:
        found = judged(ways, replace(need, is_offered=True), order, AT)
        assert all(each.why_not for each in found if not each.place)
        return [each.way.connection for each in found if each.place]

    assert usable(Need()) == ["whatsapp", "messenger", "email"]
    assert usable(Need(is_live=True)) == ["whatsapp", "messenger"], "letters take their time"
    after_the_weekend = Need(is_open=False, answers_at=AT + timedelta(hours=60))
    assert usable(after_the_weekend) == ["email"], "WhatsApp takes nothing after 24 hours"
    templated = replace(never, has_template=True)
    assert route([templated], replace(after_the_weekend, is_offered=True), (), AT) == templated


@pytest.mark.parametrize(
    ("words", "is_meant"),
    [("/unlink", True), (" Unlink! ", True), ("unlink my card", False), ("", False)],
)
def test_the_wish_to_unlink_is_a_message_of_its_own(words: str, is_meant: bool) -> None:
    assert asks_to_unlink(words) is is_meant
