"""A turn goes out in messages that the vendor takes, and every way of answering means the same."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.channels import (
    CAPABILITIES,
    MAX_TOKEN_LENGTH,
    Capability,
    Form,
    Kind,
    Mark,
    Outgoing,
    Said,
    Style,
    Styled,
    chosen,
    form_of,
    labels_of,
    lay_out,
    length,
    make_token,
    may_go,
    read_token,
    used_after,
)
from core.conversations import Button, Choice, ChoiceKind, article_button

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=6000)
TITLES = st.lists(st.text("abc dé😀", min_size=1, max_size=90), max_size=14)
EFFORT = tuple(
    Button(f"{score} – {label}", Choice(ChoiceKind.EFFORT, str(score)))
    for score, label in enumerate(("very low", "low", "moderate", "high", "very high"), 1)
)


def buttons(*titles: str) -> tuple[Button, ...]:
    return tuple(article_button(f"article_{place}", title) for place, title in enumerate(titles))


@given(TEXTS, TITLES, st.sampled_from(Kind))
@example("", [], Kind.EMAIL)
def test_every_message_keeps_to_the_limits_of_its_kind(
    text: str, titles: list[str], kind: Kind
) -> None:
    table = CAPABILITIES[kind]
    for message in lay_out([Said(1, Styled(text), buttons(*titles))], table):
        with_buttons = message.form in {Form.BUTTONS, Form.LIST}
        longest = table.longest_with_buttons if with_buttons else table.longest
        assert 0 < length(message.words.text, table.unit) <= longest
        if with_buttons:
            room = table.buttons if message.form is Form.BUTTONS else table.listed
            assert room is not None
            assert len(message.buttons) <= room.most
            labels = labels_of(message.buttons, room)
            assert all(len(label) <= room.label for label in labels)
            assert len(set(labels)) == len(labels)


@given(st.integers(0, 10**11), st.integers(0, 99))
def test_what_a_button_carries_fits_every_vendor_and_says_which_it_is(
    message: int, place: int
) -> None:
    token = make_token(message, place)
    assert len(token.encode()) <= MAX_TOKEN_LENGTH
    assert read_token(token) == (message, place)


@pytest.mark.parametrize("token", ["", "b.1", "b.x.1", "article:change_pin", "b.1.2.3", "b." * 40])
def test_what_no_button_of_ours_carries_is_none(token: str) -> None:
    assert read_token(token) is None


def test_the_ladder_goes_from_buttons_to_a_list_to_numbers() -> None:
    """Field bug: WhatsApp drops a message whose titles are longer than 20 or 24 characters."""
    whatsapp = CAPABILITIES[Kind.WHATSAPP]
    assert form_of(buttons("Yes", "No"), whatsapp) is Form.BUTTONS
    assert form_of(buttons("Yes", "A title of more than twenty"), whatsapp) is Form.LIST
    assert form_of(buttons(*"abcd"), whatsapp) is Form.LIST
    assert form_of(buttons(*"abcdefghijk"), whatsapp) is Form.NUMBERED
    same = ("The same beginning, and then one", "The same beginning, and then two")
    assert form_of(buttons(*same), whatsapp) is Form.NUMBERED, "nobody could tell them apart"


def test_a_numbered_message_says_what_to_answer() -> None:
    bare = Capability(longest=160, unit=CAPABILITIES[Kind.WHATSAPP].unit, markup=_NONE)
    (message,) = lay_out([Said(1, Styled("Which one?"), buttons("Red", "Blue"))], bare)
    assert message.words.text == "Which one?\n\n1. Red\n2. Blue\n\nAnswer with a number."
    assert message.buttons, "what is answered is looked up among them"


@pytest.mark.parametrize(
    ("text", "place"),
    [("blue", 1), (" Blue! ", 1), ("2", 1), ("2.", 1), ("(2)", 1), ("#2", 1), ("RED", 0)],
)
def test_a_label_and_a_number_that_are_typed_mean_the_button(text: str, place: int) -> None:
    assert chosen(text, buttons("Red", "Blue")) == place


@pytest.mark.parametrize(
    "text", ["", "3", "0", "bluer", "2 of them are lost", "02 2020", "red blue"]
)
def test_other_words_mean_none_of_the_buttons(text: str) -> None:
    assert chosen(text, buttons("Red", "Blue")) is None


@pytest.mark.parametrize("score", [1, 2, 3, 4, 5])
def test_an_effort_score_may_be_typed(score: int) -> None:
    assert chosen(str(score), EFFORT) == score - 1


def test_a_turn_is_one_message_where_the_pace_is_limited() -> None:
    """Field bug: one bubble for each paragraph, and WhatsApp refuses the third (131056)."""
    turn = [
        Said(7, Styled("Do this.")),
        Said(8, Styled("Did this help?"), buttons("Yes", "No")),
        Said(9, Styled("Usually asked next:"), buttons("Yes", "No")),
    ]
    (message,) = lay_out(turn, CAPABILITIES[Kind.WHATSAPP])
    assert (message.since, message.upto) == (7, 9)
    assert Outgoing.from_json(9, 0, message.to_json()) == message
    assert message.words.text == "Do this.\n\nDid this help?\n\nUsually asked next:"
    assert [button.title for button in message.buttons] == ["Yes", "No"]
    assert len(lay_out(turn, CAPABILITIES[Kind.WEBHOOK])) == 3


def test_what_is_set_off_stays_so_on_both_sides_of_a_cut() -> None:
    text = "x" * 10 + " " + "y" * 10
    styled = Styled(text, (Mark(Style.BOLD, 5, 16),))
    first, second = styled.parts(12, CAPABILITIES[Kind.WHATSAPP].unit)
    assert (first.text, first.marks) == ("x" * 10, (Mark(Style.BOLD, 5, 10),))
    assert (second.text, second.marks) == ("y" * 10, (Mark(Style.BOLD, 0, 5),))
    assert first.with_asterisks() == "xxxxx*xxxxx*"


MARKS = st.lists(
    st.builds(
        lambda start, room, style: Mark(style, start, start + room, "https://a.example/long"),
        st.integers(0, 3000),
        st.integers(1, 200),
        st.sampled_from(Style),
    ),
    max_size=200,
)


@given(TEXTS, MARKS, TITLES)
def test_asterisks_and_addresses_are_counted_before_it_is_cut(
    text: str, marks: list[Mark], titles: list[str]
) -> None:
    within = tuple(mark for mark in marks if mark.end <= len(text))
    table = CAPABILITIES[Kind.WHATSAPP]
    for message in lay_out([Said(1, Styled(text, within), buttons(*titles))], table):
        longest = table.longest_with_buttons if message.form.has_buttons else table.longest
        assert len(message.words.with_asterisks()) <= longest


def test_where_links_cannot_be_drawn_their_address_is_told() -> None:
    text = "Open the page or https://b.example now, please"
    marks = (
        Mark(Style.LINK, 5, 13, "https://a.example/x"),
        Mark(Style.LINK, 17, 34, "https://b.example"),
        Mark(Style.BOLD, 9, 13),
    )
    (message,) = lay_out([Said(1, Styled(text, marks))], CAPABILITIES[Kind.WHATSAPP])
    told = "Open the *page* (https://a.example/x) or https://b.example now, please"
    assert message.words.with_asterisks() == told


def test_what_asterisks_cannot_set_off_stays_plain() -> None:
    for words in ("2*3", "two\nlines", " loose "):
        assert Styled(words, (Mark(Style.BOLD, 0, len(words)),)).with_asterisks() == words


def test_a_burst_may_go_at_once_and_then_the_pace_counts() -> None:
    """Field bug: the pair rate (131056) refused what was sent faster than one in six seconds."""
    whatsapp, sent, used, at = CAPABILITIES[Kind.WHATSAPP], [], 0.0, 1000.0
    while at < 1060:
        if may_go(used, at, whatsapp):
            used = used_after(used, at, whatsapp)
            sent.append(at)
        at += 0.25
    assert sent[:10] == [1000.0 + step / 4 for step in range(10)]
    assert len(sent) == 10 + 60 / whatsapp.pace - 1
    telegram = CAPABILITIES[Kind.TELEGRAM]
    assert not may_go(used_after(0.0, 5.0, telegram), 5.9, telegram)
    assert may_go(used_after(0.0, 5.0, telegram), 6.0, telegram)


def test_a_message_is_kept_as_it_was_laid_out() -> None:
    words = Styled("Do this now", (Mark(Style.LINK, 3, 7, "https://a.example"),))
    (message,) = lay_out([Said(3, words, EFFORT)], CAPABILITIES[Kind.TELEGRAM])
    assert Outgoing.from_json(3, 0, message.to_json()) == message


_NONE = next(iter(type(CAPABILITIES[Kind.TELEGRAM].markup)))
