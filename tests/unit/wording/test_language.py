"""Which language a message is in, as far as it matters."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from core.wording import Guess, Language, Languages
from store.language import guess_language

MESSAGES: dict[str, list[str]] = YAML(typ="safe").load(
    Path(__file__).parents[2] / "data" / "messages_in_languages.yml"
)
LANGUAGES = Languages(
    others={code: Language(code, code.upper(), "s", "n", "w") for code in MESSAGES if code != "en"}
)
MAY_MISS = 4  # of twenty: a word alone, or one that two languages share


def foreign(text: str, languages: Languages = LANGUAGES) -> str:
    return languages.foreign_in(text, guess_language)


@pytest.mark.parametrize("message", MESSAGES["en"])
def test_a_short_english_message_is_never_taken_for_another_language(message: str) -> None:
    assert foreign(message) == ""


@pytest.mark.parametrize("code", LANGUAGES.others)
def test_most_short_messages_in_a_language_are_known_as_such(code: str) -> None:
    found = [foreign(message) for message in MESSAGES[code]]
    assert found.count(code) >= len(found) - MAY_MISS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("j'ai perdu ma carte, que faire ?", "fr"),
        ("ma carte a été avalée", "fr"),
        ("quanto costa un bonifico all'estero", "it"),
        ("ho perso la carta", "it"),
        ("non riesco ad accedere", "it"),
        ("el cajero se tragó mi tarjeta", "es"),
        ("perdi meu cartao", "pt"),
    ],
)
def test_a_few_common_words_tell_a_language_that_the_detector_takes_for_another(
    text: str, code: str
) -> None:
    assert foreign(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "la la land",
        "my mum is on the costa del sol, el dorado",
        "",
        "???",
        "👍",
        "12345",
        "jose.garcia@example.es",
        "https://example.es/página/de/ayuda",
        "chargeback",
        "ok tnq..",
        "VISA CARD LIMIT",
        "Hola, how do I change my PIN?",
        "Bonjour, my card was declined",
    ],
)
def test_what_tells_no_other_language_is_answered_like_any_other_message(text: str) -> None:
    assert foreign(text) == ""


def test_a_language_that_the_assistant_speaks_is_not_foreign() -> None:
    speaks = Languages(frozenset({"en", "es"}), LANGUAGES.others)
    assert foreign("no puedo entrar en la aplicación", speaks) == ""
    assert foreign("ich kann mich nicht einloggen", speaks) == "de"


def test_a_language_that_the_settings_do_not_name_is_answered_like_any_other() -> None:
    assert foreign("Jag har tappat bort mitt kort, vad ska jag göra nu?") == ""
    assert foreign("Де моя картка? Я не можу увійти в застосунок будь ласка") == ""
    assert foreign("カードはどこですか") == ""


def test_a_guess_that_is_not_sure_counts_for_nothing_unless_the_script_tells() -> None:
    unsure = Guess("de", is_sure=False)
    assert LANGUAGES.foreign_in("karte weg was tun", lambda _: unsure) == ""
    assert LANGUAGES.foreign_in("我的卡丢了", lambda _: Guess("", is_sure=False)) == "zh"
    assert LANGUAGES.foreign_in("где карта", lambda _: Guess("sr", is_sure=True)) == "ru"
