"""What agents know and use, in SQL: follow-ups, notes, saved replies, seen marks, pages, gaps."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from core.conversations import ANONYMOUS, Author, Page, Profile, Utterance
from core.handoffs import FollowUpKind
from core.handoffs.follow_up import FollowUpOver, FollowUpTaken
from core.staff import MAX_OF_ONE, NoSuchReply, Role, StaffMember, TooManyReplies
from core.staff.saved_reply import SharedReply
from store.audit import read_audit
from store.clock import now
from store.content_gaps import ContentGaps
from store.conversations import (
    Conversations,
    Notes,
    Pages,
    Reader,
    RepeatedQuestions,
    Seen,
    Transcripts,
)
from store.database import Database
from store.handoffs import FollowUps, Owed
from store.staff import ReplyWords, SavedReplies

pytestmark = pytest.mark.every_database

SAM = StaffMember("sam", "sam@tern.example", "Sam Whitaker", Role.AGENT)
ADA = StaffMember("ada", "ada@tern.example", "Ada Lindqvist", Role.AGENT)
NOOR = StaffMember("noor", "noor@tern.example", "Noor Haddad", Role.SUPERVISOR)
SOON = timedelta(hours=4)


def at_once(count: int, act: Callable[[int], object]) -> list[object]:
    """Let several threads do something at the same moment and return what came of it."""
    start, came = threading.Barrier(count), []

    def run(number: int) -> None:
        start.wait()
        try:
            came.append(act(number))
        except Exception as error:
            came.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def said(conversation: str, text: str, author: Author = Author.CUSTOMER) -> Utterance:
    return Utterance(f"{conversation}-{text}", conversation, author, text, now(), message=text)


def test_a_conversation_owes_one_thing_of_a_kind_and_the_earlier_promise_stands(
    database: Database,
) -> None:
    follow_ups, at = FollowUps(database), now()
    first = follow_ups.open(Owed("one", FollowUpKind.PROMISED, at + SOON, words="where is it"))
    follow_ups.open(Owed("one", FollowUpKind.UNSOLVED, at + 2 * SOON, owner=("sam", "Sam")))
    again = Owed("one", FollowUpKind.PROMISED, at + 3 * SOON, contact="ana@example.org")
    renewed = follow_ups.open(again)
    assert (renewed.id, renewed.due_at) == (first.id, first.due_at)
    assert (renewed.words, renewed.contact) == ("where is it", "ana@example.org")
    assert [owed.kind.value for owed in follow_ups.of("one")] == ["promised", "unsolved"]


def test_what_was_done_is_owed_anew_when_it_comes_back(database: Database) -> None:
    follow_ups, at = FollowUps(database), now()
    unsolved = Owed("one", FollowUpKind.UNSOLVED, at + SOON, owner=("sam", "Sam"))
    first = follow_ups.open(unsolved)
    follow_ups.finish(first.id, SAM, "called")
    follow_ups.finish(first.id, ADA, "called again")
    assert follow_ups.get(first.id).done_by == "Sam Whitaker"
    back = follow_ups.open(unsolved)
    assert (back.id, back.done_at, back.outcome) == (first.id, None, "")
    whats = [line.what for line in read_audit(database, "one")]
    assert whats == ["follow_up.open", "follow_up.finish", "follow_up.open"]


def test_of_agents_who_take_a_follow_up_at_once_exactly_one_has_it(database: Database) -> None:
    follow_ups = FollowUps(database)
    owed = follow_ups.open(Owed("one", FollowUpKind.PROMISED, now() + SOON))
    came = at_once(6, lambda n: follow_ups.claim(owed.id, (SAM, ADA)[n % 2]))
    refused = [result for result in came if isinstance(result, FollowUpTaken)]
    assert len(refused) == 3
    assert follow_ups.claim(owed.id, NOOR).owner == "noor"
    follow_ups.finish(owed.id, NOOR, "called")
    with pytest.raises(FollowUpOver):
        follow_ups.claim(owed.id, NOOR)


def test_what_is_due_first_stands_first(database: Database) -> None:
    follow_ups, at = FollowUps(database), now()
    for hours, conversation in ((3, "late"), (1, "first"), (2, "second")):
        due = at + timedelta(hours=hours)
        follow_ups.open(Owed(conversation, FollowUpKind.PROMISED, due))
    open_ = [owed.conversation for owed in follow_ups.all_open()]
    assert open_ == ["first", "second", "late"]


def test_a_note_sent_twice_is_one_note(database: Database) -> None:
    notes = Notes(database)
    came = at_once(4, lambda _: notes.add("one", "note-0001", SAM, "Knows the CEO."))
    assert len(set(came)) == 1
    second = notes.add("one", "note-0002", ADA, "Called back.")
    notes.add("two", "note-0001", ADA, "Elsewhere.")
    assert [(n.staff_name, n.text) for n in notes.of("one")] == [
        ("Sam Whitaker", "Knows the CEO."),
        ("Ada Lindqvist", "Called back."),
    ]
    assert notes.of("one", after=second.id) == []


def test_agents_see_their_own_and_everybodys_replies_and_change_their_own(
    database: Database,
) -> None:
    replies = SavedReplies(database)
    own = replies.add(SAM, ReplyWords("Thanks", "Thank you, {customer}!"))
    shared = replies.add(NOOR, ReplyWords("hello", "Hello {customer}, I'm {agent}."), shared=True)
    replies.add(ADA, ReplyWords("Ada's", "Only mine"))
    assert [reply.title for reply in replies.of(SAM)] == ["hello", "Thanks"]
    assert replies.change(own.id, SAM, ReplyWords("Thank you", "Thanks!")).title == "Thank you"
    with pytest.raises(SharedReply):
        replies.change(shared.id, SAM, ReplyWords("x", "y"))
    with pytest.raises(SharedReply):
        replies.add(SAM, ReplyWords("x", "y"), shared=True)
    for stranger in (ADA, NOOR):
        with pytest.raises(NoSuchReply):
            replies.remove(own.id, stranger)
    replies.remove(own.id, SAM)
    replies.remove(shared.id, NOOR)
    assert replies.of(SAM) == []


def test_a_list_of_replies_ends_somewhere(database: Database) -> None:
    replies = SavedReplies(database)
    for number in range(MAX_OF_ONE):
        replies.add(SAM, ReplyWords(f"{number}", "x"))
    with pytest.raises(TooManyReplies):
        replies.add(SAM, ReplyWords("one more", "x"))
    assert replies.add(ADA, ReplyWords("hers", "x")).title == "hers"


def test_seen_moves_forward_only_and_never_past_what_was_said(database: Database) -> None:
    transcripts, seen = Transcripts(database), Seen(database)
    assert seen.of("one") == {Reader.CUSTOMER: 0, Reader.AGENT: 0}
    assert not seen.note("one", Reader.AGENT, 5), "nothing was said yet"
    transcripts.add([said("one", "a"), said("one", "b"), said("two", "c")])
    first, last = (utterance.seq for utterance in transcripts.read("one"))
    assert seen.note("one", Reader.AGENT, first)
    assert seen.note("one", Reader.AGENT, 2**31 - 1)
    assert seen.of("one") == {Reader.CUSTOMER: 0, Reader.AGENT: last}
    assert not seen.note("one", Reader.AGENT, first)
    assert not seen.note("one", Reader.AGENT, last)
    came = at_once(4, lambda _: seen.note("one", Reader.CUSTOMER, last))
    assert sorted(came, key=str) == [False, False, False, True]


def test_staying_on_a_page_is_one_visit_and_the_latest_pages_are_shown(database: Database) -> None:
    pages = Pages(database)
    for name in ("cards", "cards", "fees", "cards"):
        pages.visited("one", Page(f"https://tern.example/{name}", name.title()))
    assert [visit.page.title for visit in pages.of("one")] == ["Cards", "Fees", "Cards"]
    assert [visit.page.title for visit in pages.of("one", most=2)] == ["Fees", "Cards"]
    assert pages.of("two") == []


def test_a_question_is_one_content_gap_with_the_latest_answer(database: Database) -> None:
    gaps = ContentGaps(database)
    gaps.mark("one", "Can I pay with points?", "", SAM)
    gaps.mark("one", "Can I pay with points?", "From May on.", ADA)
    gaps.mark("two", "Do you have a branch?", "No.", SAM)
    (gap,) = gaps.of("one")
    assert (gap.answer, gap.marked_by_name) == ("From May on.", "Ada Lindqvist")
    assert [gap.conversation for gap in gaps.latest()] == ["two", "one"]


def test_the_figure_of_what_was_asked_again_counts_each_message_once(database: Database) -> None:
    transcripts, reasked, began = Transcripts(database), RepeatedQuestions(database), now()
    assert reasked.since(began).share is None
    asking = said("one", "your name and e-mail?", Author.AGENT)
    transcripts.add([asking, said("one", "fine", Author.AGENT), said("two", "hello", Author.AGENT)])
    for _ in range(2):
        reasked.note(asking, ["name", "email"])
    figure = reasked.since(began)
    assert (figure.conversations, figure.conversations_repeated) == (2, 1)
    assert (figure.messages, figure.messages_repeated) == (3, 1)
    assert (figure.share, dict(figure.by)) == (0.5, {"name": 1, "email": 1})
    assert reasked.since(now() + timedelta(seconds=1)).messages == 0


def test_only_a_verified_customers_own_conversations_are_their_earlier_ones(
    database: Database,
) -> None:
    conversations = Conversations(database)
    nadia = Profile("c-1", "Nadia")
    first = conversations.start(nadia, "email", "")
    conversations.start(Profile("c-2", "Tom"), "web", "")
    second = conversations.start(nadia, "web", "")
    third = conversations.start(nadia, "web", "")
    assert conversations.earlier(third) == [second, first]
    assert conversations.earlier(third, most=1) == [second]
    assert conversations.earlier(first) == []
    conversations.start(ANONYMOUS, "web", "")
    assert conversations.earlier(conversations.start(ANONYMOUS, "web", "")) == []
