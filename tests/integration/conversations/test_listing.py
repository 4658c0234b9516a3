"""The list of all conversations: states, filters, and full text that is never out of step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, update

from core.answering import Reason
from core.attachments import FileState
from core.conversations import ANONYMOUS, Author, Moment, Profile, SurveyRules, Utterance
from core.handoffs import ListedState, Wanted, read_wanted
from core.staff import Role
from store.clock import now
from store.conversations import ConversationList, Conversations, Notes, Surveys, Tags, Transcripts
from store.conversations.searching import MAX_MATCHES
from store.database import Database
from store.handoffs import Actor, Handoffs, Opening, Snoozing
from store.schema import attachments, conversations, notes, utterances
from store.staff import Staff
from tests.support.action_server import environment  # noqa: F401

pytestmark = pytest.mark.every_database

RULES = SurveyRules(
    frozenset({Moment.SOLVED}), timedelta(minutes=10), 4, timedelta(hours=24), tuple("abcde")
)
BUSINESS = Profile("b", "Bea", "business", ())


def say(database: Database, conversation: str, author: Author, text: str) -> None:
    at = now()
    said = Utterance(f"{conversation}-{text}-{at.timestamp()}"[:64], conversation, author, text, at)
    Transcripts(database).add([said])


def begin(database: Database, text: str, profile: Profile = ANONYMOUS) -> str:
    conversation = Conversations(database).start(profile, "web", "").id
    say(database, conversation, Author.CUSTOMER, text)
    return conversation


def find(database: Database, **asked: str) -> list[str]:
    listed = ConversationList(database, "newcomer").find(read_wanted(asked), None, 50)
    return [each.words for each in listed]


def test_each_conversation_stands_in_one_state_the_latest_first(database: Database) -> None:
    handoffs = Handoffs(database)
    Conversations(database).start(ANONYMOUS, "web", "")  # nobody has said a word
    begin(database, "only the bot")
    waiting = begin(database, "waits")
    handoffs.open(waiting, Opening(Reason.ASKED, "support", "newcomer"))
    aside = begin(database, "aside")
    answered, closed = begin(database, "answered"), begin(database, "closed", BUSINESS)
    for conversation in (aside, answered, closed):
        opened = handoffs.open(conversation, Opening(Reason.FRUSTRATED, "business", "business"))
        handoffs.claim(opened.id, "sam", "Sam Whitaker")
        say(database, conversation, Author.AGENT, "hello")
        if conversation == aside:
            until = now() + timedelta(days=1)
            Snoozing(database).snooze(opened.id, Actor("sam", "Sam Whitaker"), until, 0)
    handoffs.resolve(opened.id, "sam", "Sam Whitaker")

    assert find(database) == ["closed", "answered", "aside", "waits", "only the bot"]
    by_state = {state.value: find(database, state=state.value) for state in ListedState}
    assert by_state == {
        "open": ["waits"],
        "customer": ["answered"],
        "snoozed": ["aside"],
        "closed": ["closed"],
        "bot": ["only the bot"],
    }
    listed = ConversationList(database, "newcomer").find(Wanted(), None, 2)
    assert [each.state.value for each in listed] == ["closed", "customer"]
    older = ConversationList(database, "newcomer").find(
        Wanted(), listed[-1].conversation.last_at, 50
    )
    assert [each.words for each in older] == ["aside", "waits", "only the bot"]

    say(database, answered, Author.CUSTOMER, "thanks, but")
    assert find(database, state="open") == ["answered", "waits"], "the customer has answered"
    assert find(database, agent="sam") == ["answered", "closed", "aside"]
    assert find(database, queue="support") == ["waits"]
    assert find(database, reason="frustrated", state="closed") == ["closed"]
    assert find(database, segment="business") == ["closed"]
    assert find(database, segment="newcomer") == [
        *("answered", "aside", "waits", "only the bot"),
    ]
    assert find(database, state="bot", queue="support") == []
    day = now().date()
    assert len(find(database, since=str(day), until=str(day))) == 5
    assert find(database, until=str(day - timedelta(days=1))) == []
    assert len(find(database, since="0001-01-01", until="9999-12-31")) == 5


def test_conversations_of_one_moment_are_all_listed_over_two_pages(database: Database) -> None:
    begun = {begin(database, f"said {number}") for number in range(3)}
    with database.writing() as connection:
        connection.execute(update(conversations).values(last_at=now()))
    listing = ConversationList(database, "newcomer")
    first = listing.find(Wanted(), None, 2)
    last = first[-1].conversation
    rest = listing.find(Wanted(), last.last_at, 50, last.id)
    assert (len(first), len(rest)) == (2, 1)
    assert {each.conversation.id for each in [*first, *rest]} == begun


def test_a_conversation_is_found_by_its_score(database: Database) -> None:
    scored = begin(database, "was hard")
    surveys = Surveys(database, RULES)
    surveys.ask(scored, Moment.SOLVED, "m")
    surveys.answer(scored, 5)
    begin(database, "was easy")
    assert find(database, score="5") == ["was hard"]
    assert find(database, score="1") == []


def test_what_is_asked_together_is_found_together(database: Database) -> None:
    member = Staff(database).add("n@tern.example", "Nora", Role.AGENT, "a long password", by="t")
    handoffs, surveys, tags = Handoffs(database), Surveys(database, RULES), Tags(database)
    for queue, profile, tag, score in (
        ("support", ANONYMOUS, "bug", 4),
        ("support", BUSINESS, "bug", 1),
        ("disputes", BUSINESS, "bug", 4),
        ("support", BUSINESS, "complaint", 4),
    ):
        conversation = begin(database, f"{queue} {profile.name} {tag} {score}", profile)
        handoffs.open(conversation, Opening(Reason.ASKED, queue, profile.segment or "newcomer"))
        tags.set(conversation, (tag,), member)
        surveys.ask(conversation, Moment.SOLVED, "m")
        surveys.answer(conversation, score)
    assert find(database, queue="support", segment="business") == [
        *("support Bea complaint 4", "support Bea bug 1"),
    ]
    assert find(database, tag="bug", score="4") == ["disputes Bea bug 4", "support  bug 4"]
    together = {"queue": "support", "tag": "bug", "score": "4", "state": "open"}
    assert find(database, **together) == ["support  bug 4"]
    assert find(database, **together, segment="business") == []
    assert find(database, **together, q="bug") == ["support  bug 4"]
    assert find(database, **together, q="complaint") == []


def test_the_last_handoff_counts_and_a_customer_who_signs_in_has_their_segment(
    database: Database,
) -> None:
    conversation, handoffs = begin(database, "again"), Handoffs(database)
    first = handoffs.open(conversation, Opening(Reason.ASKED, "support", "newcomer"))
    handoffs.claim(first.id, "sam", "Sam Whitaker")
    handoffs.resolve(first.id, "sam", "Sam Whitaker")
    assert find(database, state="closed", queue="support") == ["again"]
    handoffs.open(conversation, Opening(Reason.FRUSTRATED, "disputes", "newcomer"))
    assert find(database, queue="support") == find(database, state="closed") == []
    assert find(database, queue="disputes", state="open") == ["again"]
    assert find(database, segment="business") == []
    Conversations(database).identify(conversation, BUSINESS)
    assert find(database, segment="business") == ["again"]


def test_conversations_in_which_a_file_was_sent_are_found(database: Database) -> None:
    begin(database, "without")
    shown, unsent = begin(database, "with a photo"), begin(database, "chosen only")
    rows = [
        {"id": f"file-{name}", "conversation": conversation, "message": message}
        for name, conversation, message in (
            *(("a", shown, "m1"), ("b", shown, "m1"), ("c", unsent, "")),
        )
    ]
    told = {"agent": "", "name": "card.jpg", "type": "image/jpeg", "size": 9, "problem": ""}
    more = told | {"width": 1, "height": 1, "state": FileState.READY, "at": now()}
    with database.writing() as connection:
        connection.execute(insert(attachments), [row | more for row in rows])
    (found,) = ConversationList(database, "newcomer").find(read_wanted({"files": "yes"}), None, 50)
    assert (found.words, found.files) == ("with a photo", 2)


def test_a_word_begun_is_looked_for_where_it_says_enough(database: Database) -> None:
    begin(database, "they were charged twice")
    begin(database, "the charge is wrong")
    assert find(database, q="charge") == ["the charge is wrong", "they were charged twice"]
    assert find(database, q="cha") == ["the charge is wrong", "they were charged twice"]
    assert find(database, q="ch") == [], "of two letters almost every message holds a beginning"
    begin(database, "カードが使えません")
    assert find(database, q="カ") == ["カードが使えません"], "one sign is a word there"


def test_a_word_of_almost_every_message_finds_the_latest_and_a_rare_one_the_old(
    database: Database,
) -> None:
    old, middle, latest = (begin(database, f"{word} question") for word in ("old", "dull", "new"))
    with database.writing() as connection:
        connection.execute(insert(utterances), [_said(middle, n) for n in range(MAX_MATCHES)])
    say(database, latest, Author.CUSTOMER, "the card again")
    assert find(database, q="card") == ["new question", "dull question"]
    say(database, old, Author.CUSTOMER, "it is the card")
    assert find(database, q="card it") == ["old question"]


def _said(conversation: str, number: int) -> dict[str, object]:
    names = dict.fromkeys(("message", "agent", "agent_name"), "")
    said = {"event": f"many-{number}", "conversation": conversation, "author": Author.CUSTOMER}
    return {**said, **names, "text": "my card", "content": {}, "at": now()}


def test_words_and_notes_are_found_as_long_as_they_are_there(database: Database) -> None:
    lost = begin(database, "My Visa card was swallowed at Zürich")
    say(database, lost, Author.BOT, "A card can be frozen")
    other = begin(database, "where is my top-up")
    member = Staff(database).add("n@tern.example", "Nora", Role.AGENT, "a long password", by="t")
    note = Notes(database).add(other, "a-note-made-here", member, "called about the cashpoint")
    assert find(database, q="swallowed card") == ["My Visa card was swallowed at Zürich"]
    assert find(database, q="cashp") == ["where is my top-up"], "the last word may be begun"
    assert find(database, q="frozen") == [], "what the assistant says is said to everybody"
    assert find(database, q='swallow" OR ! -x:') == []
    with database.writing() as connection:
        mine = utterances.c.conversation == lost
        connection.execute(update(utterances).where(mine).values(text="erased"))
        connection.execute(delete(notes).where(notes.c.id == note.id))
    assert find(database, q="swallowed") == find(database, q="cashpoint") == []
    assert find(database, q="erased") == ["erased"]
    with database.writing() as connection:
        connection.execute(delete(utterances).where(mine))
    assert find(database, q="erased") == []
