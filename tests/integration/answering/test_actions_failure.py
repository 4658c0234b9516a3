"""When an answer did not help, no button fitted, or something broke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from actions.services import Services
from core.answering import Retrieval
from core.articles import Article
from knowledge_base.knowledge_base import IndexStatus, KnowledgeBase
from knowledge_base.retrieval import Engine
from store.conversations import Conversations
from store.database import Database
from store.handoffs import Handoffs
from tests.support.action_server import SURE, SURE_SLUG, VAGUE, SettingsFolder, serving
from tests.support.rasa_side import Chat, kinds, responses


async def test_a_first_failure_offers_other_likely_articles(
    chat: Chat, settings: SettingsFolder
) -> None:
    settings.change("confidence.yml", "choice", value=0.000001)
    await chat.ask(SURE)
    (other,) = await chat.press("helped:no")
    assert other.response == "utter_clarify_other"
    assert f"article:{SURE_SLUG}" not in other.payloads
    assert chat.slots["failures"] == 1.0


async def test_a_second_failure_in_a_row_brings_a_person(
    chat: Chat, settings: SettingsFolder
) -> None:
    settings.change("confidence.yml", "choice", value=0.000001)
    await chat.ask(SURE)
    (other,) = await chat.press("helped:no")
    await chat.press(other.payloads[0])
    said = await chat.press("helped:no")
    assert responses(said) == ["utter_handoff_failed_twice", "utter_wait"]
    assert said[0].custom["evidence"]["reason"] == "failed_twice"


async def test_success_in_between_starts_the_count_anew(chat: Chat) -> None:
    await chat.ask(SURE)
    await chat.press("helped:no")
    await chat.ask("what is my card's delivery time, it has not arrived")
    await chat.press("helped:yes")
    assert chat.slots["failures"] == 0.0
    await chat.ask(SURE)
    assert responses(await chat.press("helped:no")) == ["utter_in_other_words"]


@pytest.mark.parametrize(
    "failures",
    [
        ["press helped:no", "press something_else", "say ?"],
        ["press something_else", "press something_else"],
        ["say ?", "press helped:no", "say ?"],
        ["ask vague", "press something_else", "ask vague", "press something_else"],
        ["ask vague", "ask vague", "ask vague"],
        ["ask vague", "type none of these", "ask vague", "say no"],
    ],
)
async def test_nobody_is_asked_for_other_words_twice(chat: Chat, failures: list[str]) -> None:
    asked = 0
    for step in failures:
        what, _, detail = step.partition(" ")
        if what == "press":
            said = await chat.press(detail)
        elif detail == "none of these":
            said = await chat.type("none of these helps", "not_helped", "action_not_helped")
        elif detail == "no":
            said = await chat.type("no", "deny", "action_deny")
        else:
            said = await chat.ask(VAGUE if detail == "vague" else detail)
        asked += responses(said).count("utter_in_other_words")
        if "handoff" in kinds(said):
            break
    assert "handoff" in kinds(chat.last), "it ends with a person"
    assert asked <= 1


async def test_something_else_asks_for_other_words_and_a_clear_one_is_answered(
    chat: Chat,
) -> None:
    await chat.ask(VAGUE)
    (asked,) = await chat.press("something_else")
    assert (asked.response, asked.payloads) == ("utter_in_other_words", ["person"])
    assert len(chat.slots["tried"]) >= 1
    assert kinds(await chat.ask(SURE))[0] == "answer"


async def test_typing_a_clear_question_instead_of_pressing_a_button_is_no_failure(
    chat: Chat,
) -> None:
    await chat.ask(VAGUE)
    assert kinds(await chat.ask(SURE))[0] == "answer"
    assert chat.slots["failures"] == 0.0


async def test_an_article_that_is_gone_is_replaced_by_what_comes_closest(chat: Chat) -> None:
    (gone,) = await chat.press("article:change_the_pin_of_a_card")
    assert (gone.response, gone.kind) == ("utter_article_gone", "clarify")
    assert gone.payloads[-1] == "something_else"
    assert kinds(await chat.press("something_else")) == [""]


async def test_a_next_question_becomes_the_question_that_a_no_is_about(
    chat: Chat, knowledge: KnowledgeBase
) -> None:
    *_, following = await chat.ask(SURE)
    slug = following.payloads[0].partition(":")[2]
    answer = (await chat.press(following.payloads[0]))[0]
    assert answer.custom["evidence"]["reason"] == "chosen"
    assert chat.slots["last_question"] == knowledge.titles()[slug]
    await chat.press("helped:no")
    assert chat.slots["tried"] == [slug]


async def test_yes_and_no_answer_whether_it_helped(chat: Chat) -> None:
    await chat.ask(SURE)
    assert responses(await chat.type("yes", "affirm", "action_affirm"))[0] == "utter_glad"
    await chat.ask(SURE)
    assert responses(await chat.type("no", "deny", "action_deny")) == ["utter_in_other_words"]


async def test_yes_to_one_button_is_that_button_and_to_several_asks_which(
    chat: Chat, settings: SettingsFolder
) -> None:
    (clarify,) = await chat.ask(VAGUE)
    assert len(clarify.payloads) > 2
    (again,) = await chat.type("yes", "affirm", "action_affirm")
    assert again.payloads == clarify.payloads
    best, second, *_ = (hit["confidence"] for hit in clarify.custom["evidence"]["hits"])
    settings.change("confidence.yml", "choice", value=(best + second) / 2)
    other = Chat(chat.http)
    (single,) = await other.ask(VAGUE)
    assert single.payloads == [clarify.payloads[0], "something_else"]
    answer = (await other.type("yes", "affirm", "action_affirm"))[0]
    assert f"article:{answer.custom['article']['slug']}" == single.payloads[0]


async def test_no_to_buttons_is_something_else(chat: Chat) -> None:
    await chat.ask(VAGUE)
    assert responses(await chat.type("no", "deny", "action_deny")) == ["utter_in_other_words"]


async def test_yes_and_no_to_nothing_are_taken_calmly(chat: Chat) -> None:
    assert responses(await chat.type("yes", "affirm", "action_affirm")) == ["utter_ask_question"]
    assert responses(await chat.type("no", "deny", "action_deny")) == ["utter_goodbye"]
    await chat.ask(SURE)
    await chat.press("helped:yes")
    assert responses(await chat.type("no", "deny", "action_deny")) == ["utter_goodbye"]
    said = await chat.type("that didn't help", "not_helped", "action_not_helped")
    assert "survey" not in kinds(said)


class Broken:
    """A knowledge base whose engine fails at every question."""

    def __init__(self, sound: KnowledgeBase) -> None:
        self._sound = sound

    def search(self, question: str, limit: int = 5) -> Retrieval:
        raise RuntimeError("the index is corrupt")

    def article(self, slug: str) -> Article | None:
        return self._sound.article(slug)

    def titles(self) -> Mapping[str, str]:
        return self._sound.titles()

    def engine(self) -> Engine:
        return self._sound.engine()

    def engines_with(self, slug: str, article: Article | None) -> tuple[Engine, Engine]:
        return self._sound.engines_with(slug, article)

    def status(self) -> IndexStatus | None:
        return self._sound.status()


async def test_a_failed_action_says_so_and_brings_a_person(
    services: Services, knowledge: KnowledgeBase, handoffs: Handoffs
) -> None:
    async with serving(replace(services, knowledge=Broken(knowledge))) as http:
        chat = Chat(http)
        said = await chat.ask(SURE)
        assert responses(said) == ["utter_handoff_broken", "utter_wait"]
        handoff = handoffs.open_in(chat.conversation)
        assert handoff
        assert handoff.reason == "broken"


async def test_a_failed_record_still_leaves_nobody_without_a_word(
    services: Services, tmp_path: Path
) -> None:
    away = Database(f"sqlite:///{tmp_path / 'no such folder' / 'effie.db'}")
    lost = replace(
        services,
        database=away,
        handoffs=Handoffs(away),
        conversations=Conversations(away),
    )
    async with serving(lost) as http:
        chat = Chat(http)
        assert responses(await chat.ask(SURE)) == ["utter_broken"]
        assert await chat.happens("fell_silent") == [], "nobody is there to hear it"


async def test_a_turn_that_was_lost_is_said_in_full_again_and_opens_one_handoff(
    chat: Chat, handoffs: Handoffs
) -> None:
    first = await chat.without_saving("a person please", "ask_person", "action_ask_person")
    again = await chat.type("a person please", "ask_person", "action_ask_person")
    assert responses(again) == responses(first) == ["utter_handoff_asked", "utter_wait"]
    ours = [h for h in handoffs.all_open() if h.conversation == chat.conversation]
    assert len(ours) == 1


async def test_settings_are_read_again_when_edited_and_a_faulty_edit_changes_nothing(
    chat: Chat, settings: SettingsFolder
) -> None:
    settings.change("segments.yml", "segments", "newcomer", "presentation", value="short")
    assert (await chat.ask(SURE))[0].custom["presentation"] == "short"
    settings.change("segments.yml", "segments", "newcomer", "presentation", value="sideways")
    assert (await chat.ask(SURE))[0].custom["presentation"] == "short"
