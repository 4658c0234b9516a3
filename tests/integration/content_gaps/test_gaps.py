"""Content gaps on a real record: what gets into the list, how it is grouped, whether it closed."""

from __future__ import annotations

import pytest

from core.articles import Draft
from core.content_gaps import (
    AlreadyDecided,
    Gap,
    GapKind,
    GapStatus,
    NotOpen,
    closing_of,
    in_order,
    standing_of,
)
from core.content_gaps.closing import MANY_SINCE
from core.conversations import Profile
from core.errors import BadInput, Unavailable
from core.staff import Role, StaffMember
from store.audit import read_audit
from store.clock import now
from store.content_gaps import NoSuchGap
from tests.support.assistant import Assistant
from tests.support.talk import Talk
from tests.support.web import Web
from web.background.question_pipeline import catch_up
from web.services import Services

pytestmark = pytest.mark.every_database

FEES = "article:fees"


@pytest.fixture
def services(web: Web) -> Services:
    return web.services


@pytest.fixture
def mara(web: Web) -> StaffMember:
    return web.add_staff("Mara Content", Role.CONTENT_MANAGER)


def unanswered(services: Services, text: str, name: str = "", segment: str = "") -> None:
    conversation = name or services.conversations.start(Profile("", "", segment), "web", "").id
    talk = Talk(services.database, conversation)
    talk.customer(text)
    talk.bot("hand_off", reason="nothing_fits")


def gaps(services: Services) -> list[Gap]:
    return in_order(services.gaps.listed(), now())


async def test_questions_without_an_answer_are_grouped_with_what_they_mean(
    services: Services,
) -> None:
    unanswered(services, "can I pay with shells", segment="expert")
    unanswered(services, "where is your branch")
    await catch_up(services)
    unanswered(services, "Shells as money?")
    await catch_up(services)
    shells, branch = gaps(services)
    assert [each.words for each in shells.said] == ["Shells as money?", "can I pay with shells"]
    assert [each.words for each in branch.said] == ["where is your branch"]
    assert (shells.said[1].channel, shells.said[1].segment) == ("web", "expert")
    assert shells.counts == ((GapKind.HANDED_OFF, 2),)


async def test_what_became_known_later_changes_the_kind_and_nothing_is_counted_twice(
    services: Services,
) -> None:
    talk = Talk(services.database)
    talk.customer("can I pay with shells")
    talk.bot("ask_again")
    await catch_up(services)
    (gap,) = gaps(services)
    assert gap.counts == ((GapKind.NO_ANSWER, 1),)
    talk.customer("sea shells")
    talk.bot("hand_off", reason="failed_twice")
    await catch_up(services)
    await catch_up(services)
    (gap,) = gaps(services)
    assert gap.counts == ((GapKind.HANDED_OFF, 2),)


async def test_wordings_are_split_off_however_often_they_were_said_and_merged_again(
    services: Services, mara: StaffMember
) -> None:
    for text in ("pay with shells", "PAY with shells", "are shells a bank", "shells?"):
        unanswered(services, text)
    await catch_up(services)
    (shells,) = gaps(services)
    once = {each.words: each.id for each in shells.said}
    made = services.gaps.split(shells.id, {once["pay with shells"]}, mara)
    assert sorted(each.words for each in services.gaps.get(made).said) == [
        "PAY with shells",
        "pay with shells",
    ]
    assert len(services.gaps.get(shells.id).said) == 2
    with pytest.raises(BadInput, match="Leave at least one"):
        services.gaps.split(made, {once["pay with shells"]}, mara)
    with pytest.raises(BadInput, match="Tick the words"):
        services.gaps.split(made, {once["shells?"]}, mara)
    services.gaps.merge(made, shells.id, mara)
    assert len(services.gaps.get(shells.id).said) == 4
    with pytest.raises(NoSuchGap):
        services.gaps.get(made)
    audit = read_audit(services.database, f"gap:{made}")
    assert [each.what for each in audit] == ["gap.merge"]


async def test_what_is_decided_is_not_rearranged(services: Services, mara: StaffMember) -> None:
    unanswered(services, "pay with shells")
    unanswered(services, "where is the branch")
    await catch_up(services)
    one, other = gaps(services)
    services.gaps.dismiss(other.id, "we have none", mara)
    with pytest.raises(NotOpen):
        services.gaps.merge(one.id, other.id, mara)
    with pytest.raises(BadInput, match="another gap"):
        services.gaps.merge(one.id, one.id, mara)


async def test_while_the_assistant_is_away_words_wait_and_are_grouped_later(
    services: Services, assistant: Assistant
) -> None:
    assistant.away = True
    unanswered(services, "can I pay with shells")
    with pytest.raises(Unavailable):
        await catch_up(services)
    assert gaps(services) == []
    assistant.away = False
    await catch_up(services)
    assert len(gaps(services)) == 1
    await catch_up(services)
    assert assistant.grouped == ["can I pay with shells"], "what has its place is not asked about"


async def test_what_agents_mark_brings_their_answer_and_takes_a_new_one(
    web: Web, services: Services
) -> None:
    sam = web.add_staff("Sam Whitaker")
    unanswered(services, "can I pay with shells", "one")
    services.content_gaps.mark("one", "can I pay with shells", "No, write to a@b.example.", sam)
    await catch_up(services)
    services.content_gaps.mark("one", "can I pay with shells", "You can't.", sam)
    await catch_up(services)
    (gap,) = gaps(services)
    assert gap.counts == ((GapKind.HANDED_OFF, 1), (GapKind.MARKED, 1))
    assert [(each.answer, each.by_name) for each in gap.answers] == [("You can't.", "Sam Whitaker")]


async def test_what_tells_who_somebody_is_does_not_get_into_the_list(
    web: Web, services: Services
) -> None:
    sam = web.add_staff("Sam Whitaker")
    unanswered(services, "shells for jo@example.org, card 4929 1234 5678 9012", "one")
    services.content_gaps.mark("one", "shells, call 07700 900123", "Dear jo@example.org, no.", sam)
    await catch_up(services)
    (gap,) = gaps(services)
    assert {each.words for each in gap.said} == {
        "shells for [e-mail address], card [card number]",
        "shells, call [phone number]",
    }
    assert gap.answers[0].answer == "Dear [e-mail address], no."


async def test_what_colleagues_say_of_an_article_is_one_entry_until_it_is_dealt_with(
    services: Services, mara: StaffMember
) -> None:
    services.suggestions.add("The fee is 2 % now", mara, article="fees")
    first = services.comments.add("fees", "And the table is old", mara)
    services.suggestions.add("Something on shells", mara)
    await catch_up(services)
    about, missing = gaps(services)
    assert (about.about, about.counts) == (
        "fees",
        ((GapKind.SUGGESTION, 1), (GapKind.COMMENT, 1)),
    )
    assert missing.said[0].words == "Something on shells"
    assert services.comments.resolve(first.id, mara).resolved_by_name == "Mara Content"
    services.comments.resolve(first.id, mara)
    assert services.gaps.get(about.id).counts == ((GapKind.SUGGESTION, 1),)
    services.comments.reopen(first.id, mara)
    assert len(services.gaps.get(about.id).said) == 2
    assert [comment.resolved_at for comment in services.comments.of("fees")] == [None]
    done = [line.what.removeprefix("article.") for line in read_audit(services.database, FEES)]
    assert done == ["suggest", "comment", "resolve_comment", "reopen_comment"]


async def test_a_dismissed_gap_keeps_its_reason_and_comes_back_when_many_ask(
    services: Services, mara: StaffMember
) -> None:
    unanswered(services, "can I pay with shells")
    await catch_up(services)
    (gap,) = gaps(services)
    services.gaps.dismiss(gap.id, "we take no shells", mara)
    dismissed = services.gaps.get(gap.id)
    assert (standing_of(dismissed), dismissed.why) == (GapStatus.DISMISSED, "we take no shells")
    for _ in range(MANY_SINCE):
        unanswered(services, "shells")
    await catch_up(services)
    assert standing_of(services.gaps.get(gap.id)) is GapStatus.BACK
    services.gaps.reopen(gap.id, mara)
    assert standing_of(services.gaps.get(gap.id)) is GapStatus.OPEN
    lines = [(line.who, line.what) for line in read_audit(services.database, f"gap:{gap.id}")]
    assert lines == [("Mara Content", "gap.dismiss"), ("Mara Content", "gap.reopen")]
    with pytest.raises(NoSuchGap):
        services.gaps.dismiss(999, "x", mara)


async def test_once_its_article_is_live_the_questions_are_asked_again(
    services: Services, mara: StaffMember, assistant: Assistant
) -> None:
    for text in ("can I pay with shells", "shells?", "Shells?", "sea shells in a shop"):
        unanswered(services, text)
    await catch_up(services)
    (gap,) = gaps(services)
    draft = Draft("Shells", "You can't.", questions=("shells?",), owner="c", review="2030-01-01")
    saved = services.articles.create("shells", draft, mara)
    services.gaps.close_with(gap.id, "shells", mara)
    with pytest.raises(AlreadyDecided):
        services.gaps.close_with(gap.id, "other", mara)
    await catch_up(services)
    assert standing_of(services.gaps.get(gap.id)) is GapStatus.WRITING
    services.articles.publish("shells", saved.revision, "", mara)
    assistant.answers, assistant.revision = {"shells": "shells"}, 0
    await catch_up(services)
    assert standing_of(services.gaps.get(gap.id)) is GapStatus.WRITING, "not before it is learnt"
    assistant.revision = services.articles.revision()
    await catch_up(services)
    closed = services.gaps.get(gap.id)
    closing = closing_of(closed)
    assert (closing.tried, closing.now, closing.since) == (3, 3, 0), "each wording once"
    assert standing_of(closed) is GapStatus.CLOSED
    unanswered(services, "and shells of snails?")
    await catch_up(services)
    assert closing_of(services.gaps.get(gap.id)).since == 1


async def test_a_withdrawn_article_does_not_close_its_gap_any_more(
    services: Services, mara: StaffMember, assistant: Assistant
) -> None:
    unanswered(services, "shells")
    await catch_up(services)
    (gap,) = gaps(services)
    draft = Draft("Shells", "You can't.", questions=("shells",), owner="c", review="2030-01-01")
    saved = services.articles.create("shells", draft, mara)
    services.gaps.close_with(gap.id, "shells", mara)
    services.articles.publish("shells", saved.revision, "", mara)
    assistant.answers = {"shells": "shells"}
    await catch_up(services)
    assert standing_of(services.gaps.get(gap.id)) is GapStatus.CLOSED
    services.articles.withdraw("shells", "wrong", mara)
    assistant.answers = {}
    await catch_up(services)
    assert standing_of(services.gaps.get(gap.id)) is GapStatus.NOT_YET
