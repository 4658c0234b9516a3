"""How much of what needs care is noticed, and how little else is taken for it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from commands.evaluate_sensitive import OUR_MESSAGES, Noticed, main, measure, notice, table
from commands.files.labelled import Labelled, read_labelled
from knowledge_base.knowledge_base import KnowledgeBase
from store.settings_files import read_settings
from tests.support.action_server import HOME

SETTINGS = read_settings(HOME / "settings")
ABOUT_LOSS = {"lost_or_stolen_card", "lost_or_stolen_phone", "compromised_card"}


def written(file: Path, *rows: tuple[str, str]) -> str:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("text", "label"), *rows])
    return str(file)


def test_what_is_missed_taken_and_mistaken_is_counted_by_itself() -> None:
    messages = [
        Noticed("a", "fraud", "fraud"),
        Noticed("b", "fraud", "complaint"),
        Noticed("c", "threat", ""),
        Noticed("d", "threat", "threat"),
    ]
    figures = measure(messages, [Noticed("e", "card", ""), Noticed("f", "card", "fraud")])
    assert (figures.found, figures.right, figures.taken) == (0.75, 0.5, 0.5)
    assert figures.found_by_topic == {"fraud": 1.0, "threat": 0.5}
    assert measure(messages, []).taken is None
    assert "missed: c" in table(figures, messages, [])


def test_nearly_all_of_what_needs_care_is_noticed(knowledge: KnowledgeBase) -> None:
    noticed = notice(knowledge, SETTINGS, read_labelled(OUR_MESSAGES))
    figures = measure(noticed, [])
    assert figures.found >= 0.95
    assert min(figures.found_by_topic.values()) >= 0.9


def test_hardly_any_question_of_an_article_is_taken_for_it(knowledge: KnowledgeBase) -> None:
    asked = [
        Labelled(question, article.slug, 1)
        for article in knowledge.articles()
        if article.slug not in ABOUT_LOSS
        for question in article.questions[:4]
    ]
    taken = [each for each in notice(knowledge, SETTINGS, asked) if each.taken_for]
    assert len(taken) <= 0.02 * len(asked), taken


def test_the_command_prints_and_writes_the_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EFFIE_VAR", str(HOME / "var"))
    messages = written(tmp_path / "m.csv", ("I want to kill myself", "self_harm"))
    others = written(
        tmp_path / "q.csv",
        ("how do I change my PIN", "change_pin"),
        ("somebody stole my card and a caller wants me to move my money", "lost_or_stolen_card"),
    )
    given = ["--messages", messages, "--questions", others, "--but", "lost_or_stolen_card"]
    assert main([*given, "--json", str(tmp_path / "out.json")]) == 0
    assert "other questions: 1" in capsys.readouterr().out
    written_down = json.loads((tmp_path / "out.json").read_text())
    assert (written_down["found"], written_down["questions"], written_down["taken"]) == (1, 1, 0)


def test_a_topic_that_the_settings_do_not_have_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    messages = written(tmp_path / "m.csv", ("hello", "self_harm"), ("hello", "selfharm"))
    assert main(["--messages", messages]) == 2
    assert "m.csv, line 3: there is no topic 'selfharm'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        *("stolen", "my card is stolen", "my card was stolen", "somebody stole my purse"),
        *("how do i stop the company collecting", "how can i stop a company taking payments"),
        *("i give up", "end it", "end it please", "how do i leave", "I want to leave the bank"),
        *("i want out", "no way out", "i don't want this any more", "terminate it"),
        *("this fee is killing me", "the waiting is killing me", "this is murder", "my phone died"),
        *("is it safe", "report a problem", "how do i report it", "who charged me"),
        *("delete my payee", "give me my money back", "my card is dead"),
    ],
)
def test_what_only_sounds_as_if_it_needed_care_is_not_taken_for_it(
    knowledge: KnowledgeBase, text: str
) -> None:
    (noticed,) = notice(knowledge, SETTINGS, [Labelled(text, "", 1)])
    assert noticed.taken_for == ""


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("i want to end it", "self_harm"),
        ("i give up, there is nothing left to live for", "self_harm"),
        ("i give up on life", "self_harm"),
        ("i want to leave this world", "self_harm"),
        ("I want out of this life", "self_harm"),
        ("i cant go on like this any more", "self_harm"),
        ("it's over for me, say goodbye to my kids", "self_harm"),
        ("these debts are killing me and i want to end my life", "self_harm"),
        ("I will come and kill the person who set these fees", "threat"),
        ("you stole my money", "complaint"),
        ("a thief from your company took my money", "complaint"),
        ("how do i stop the company collecting my data", "data_request"),
        ("stop collecting my data", "data_request"),
        ("someone stole my phone and is in my account now", "account_takeover"),
        ("my card was stolen and the thief called me pretending to be the bank", "fraud"),
        ("my mum died and her card is lost", "bereavement"),
    ],
)
def test_what_needs_care_is_noticed_beside_what_only_sounds_like_it(
    knowledge: KnowledgeBase, text: str, topic: str
) -> None:
    (noticed,) = notice(knowledge, SETTINGS, [Labelled(text, topic, 1)])
    assert noticed.taken_for == topic
