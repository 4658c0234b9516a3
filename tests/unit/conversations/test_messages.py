"""What may be said in a conversation."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversations import (
    Choice,
    ChoiceKind,
    InboxMessage,
    InboxMessageKind,
    may_go_on,
    read_choice,
)
from core.conversations.messages import MAX_PAUSE
from core.errors import BadInput
from core.text import (
    MAX_MESSAGE_LENGTH,
    clean_text,
    has_words,
    read_identifier,
    read_message,
    spoken,
)

any_text = st.text(st.characters(), max_size=200)
VALUES = {
    ChoiceKind.ARTICLE: st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_?-]{0,79}", fullmatch=True),
    ChoiceKind.HELPED: st.sampled_from(["yes", "no"]),
    ChoiceKind.EFFORT: st.sampled_from(["1", "2", "3", "4", "5"]),
    **dict.fromkeys(
        (ChoiceKind.SUBSCRIBE, ChoiceKind.SUBSCRIBE_AT, ChoiceKind.UNSUBSCRIBE),
        st.integers(1, 999_999_999).map(str),
    ),
}
offered = [kind for kind in ChoiceKind if kind is not ChoiceKind.GO_ON]
choices = st.sampled_from(offered).flatmap(
    lambda kind: VALUES.get(kind, st.just("")).map(lambda value: Choice(kind, value))
)


@given(any_text)
def test_cleaning_leaves_nothing_unseen_and_cleaning_again_changes_nothing(text: str) -> None:
    clean = clean_text(text)
    unseen = {c for c in clean if unicodedata.category(c) in {"Cc", "Cs"}}
    assert unseen <= {"\n", "\t"}
    assert clean_text(clean) == clean
    assert clean == clean.strip()


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=200))
def test_cleaning_keeps_every_word(text: str) -> None:
    assert clean_text(text).split() == unicodedata.normalize("NFC", text).split()


def test_cleaning_keeps_line_breaks_joined_emoji_and_joined_letters() -> None:
    assert clean_text("one\r\ntwo\x00\x1b") == "one\ntwo"
    assert clean_text("👩‍👧 می‌خواهم") == "👩‍👧 می‌خواهم"


@pytest.mark.parametrize(
    "text",
    [
        "🩷",  # of Unicode 15, younger than the tables of the Pythons that run us
        "I \U0001fae9 you \U0001fabe",  # of 16
        "\U0001faef\U0001f3fd",  # of 17, with a skin tone
        "👩🏽‍❤️‍💋‍👨🏿 🏳️‍⚧️ 🇬🇧 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f 5️⃣",
        "\U00011f04\U00011f1c \U00010d50\U00010d70 \U000323b0",  # letters of 15 and 16
        "my \uf8ff phone",  # the sign that Apple's keyboards have
    ],
)
def test_cleaning_keeps_what_is_newer_than_this_python(text: str) -> None:
    assert read_message(text) == text


def test_cleaning_drops_what_will_never_be_a_character() -> None:
    assert clean_text("a\ufffe\ufdd0\U0001ffff\U0010ffffb") == "ab"
    assert clean_text("e\x00\u0301") == "é"


@given(any_text)
def test_nothing_spoken_begins_as_a_command_does(text: str) -> None:
    assert not spoken(text).startswith("/")


@pytest.mark.parametrize("text", ["/restart", " / / restart", "\\//restart", "///restart"])
def test_a_leading_slash_is_cut_off_and_the_words_stay(text: str) -> None:
    assert spoken(text) == "restart"


@pytest.mark.parametrize("text", ["and/or", "50/50", "card"])
def test_a_slash_within_words_stays(text: str) -> None:
    assert spoken(text) == text


@pytest.mark.parametrize("value", [None, 7, "", " \n\t", "\x00\x07", "\u200b \u200d\ufeff", ["hi"]])
def test_a_message_without_anything_to_read_is_refused_with_the_reason(value: object) -> None:
    with pytest.raises(BadInput, match="message"):
        read_message(value)


def test_a_message_has_a_longest_length_and_the_refusal_names_it() -> None:
    assert read_message("x" * MAX_MESSAGE_LENGTH)
    with pytest.raises(BadInput, match="4,001 characters"):
        read_message("x" * (MAX_MESSAGE_LENGTH + 1))


@given(choices)
def test_every_choice_is_read_back_from_its_payload(choice: Choice) -> None:
    assert read_choice(str(choice)) == choice


@given(st.one_of(st.none(), st.integers(), any_text))
def test_whatever_is_sent_as_a_choice_is_a_known_one_or_refused(value: object) -> None:
    try:
        choice = read_choice(value)
    except BadInput:
        return
    assert str(choice) == str(value).removesuffix(":")


@given(st.none() | choices, any_text, st.sampled_from(InboxMessageKind))
def test_an_inbox_entry_is_read_back_from_its_json(
    choice: Choice | None, text: str, kind: InboxMessageKind
) -> None:
    entry = InboxMessage("message-1", "c-1", kind, text, 1.5, choice, to_agent=True)
    assert InboxMessage.from_json(json.loads(json.dumps(entry.to_json()))) == entry


def test_an_inbox_entry_of_another_version_is_read_as_far_as_it_is_known() -> None:
    stored = {
        "id": "message-1",
        "conversation": "c-1",
        "kind": "customer",
        "text": "Yes",
        "at": 1.5,
        "choice": "helped:yes",
        "agent": "",
        "agent_name": "",
        "channel": "web",
        "to_agent": False,
    }
    entry = InboxMessage.from_json(stored)
    assert entry.choice == Choice(ChoiceKind.HELPED, "yes")
    assert json.dumps(entry.to_json()) == json.dumps(stored)
    assert InboxMessage.from_json({**stored, "colour": "green"}) == entry
    older = {name: stored[name] for name in ("id", "conversation", "kind", "text", "at")}
    assert InboxMessage.from_json(older).choice is None
    assert InboxMessage.from_json({**stored, "choice": "sing:loud"}).choice is None
    for odd in ("", " ", "a/b", "conversation\n", "c" * 65):  # tickets that nobody could open
        with pytest.raises(ValueError, match="No conversation is called"):
            InboxMessage.from_json({**stored, "conversation": odd})


@pytest.mark.parametrize(
    "payload",
    [
        "restart",
        "/restart",
        "effort:6",
        "effort:",
        "helped:maybe",
        "person:now",
        "article:../etc",
        'article:x"}',
        "article:" + "x" * 81,
        "effort:1\n",
        "subscribe",
        "subscribe:0",
        "subscribe:1x",
        "unsubscribe:1234567890",
    ],
)
def test_a_choice_that_is_not_offered_is_refused(payload: str) -> None:
    with pytest.raises(BadInput):
        read_choice(payload)


@pytest.mark.parametrize(
    ("value", "fits"),
    [("a1b2c3d4", True), ("short", False), ("x" * 65, False), ("abc defgh", False), (8, False)],
)
def test_an_id_is_8_to_64_plain_characters(value: object, fits: bool) -> None:
    if fits:
        assert read_identifier(value, "message id") == value
    else:
        with pytest.raises(BadInput, match="message id"):
            read_identifier(value, "message id")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hi", True),
        ("دسترسی", True),
        ("卡", True),
        ("\U00010d50\U00010d70", True),  # Garay, of Unicode 16
        ("?! 42 🤷 🩷 \U0001faef 5️⃣", False),
    ],
)
def test_words_have_letters_in_any_script(text: str, words: bool) -> None:
    assert has_words(text) is words


def test_a_conversation_goes_on_for_a_day_longer_for_who_waits_and_never_for_another() -> None:
    last = datetime(2026, 11, 23, tzinfo=timezone.utc)
    soon, late = last + timedelta(hours=1), last + MAX_PAUSE
    assert may_go_on(last, soon, same_customer=True, open_handoff=False)
    assert not may_go_on(last, late, same_customer=True, open_handoff=False)
    assert may_go_on(last, late, same_customer=True, open_handoff=True)
    assert not may_go_on(last, soon, same_customer=False, open_handoff=True)
