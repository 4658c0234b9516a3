"""The conversations that are recorded: one for each way in which a chat goes on."""

from __future__ import annotations

from tests.support.scripted.scene import Team
from tests.support.scripted.steps import (
    Script,
    claims,
    comes_again,
    is_refused,
    may_not,
    notes,
    presses,
    presses_one,
    releases,
    replies,
    resolves,
    script,
    transfers,
    types_unheard,
)

PIN = "how do i change the pin of my card?"
CARD = "my new card hasn't been delivered yet, where is it?"
UNKNOWN = "do you give mortgages for houseboats?"
PERSON = "can I talk to a real person please"
NADIA = {"sub": "c-nadia", "name": "Nadia Rahman", "segment": "newcomer", "plan": "Plus"}
TOM = {"sub": "c-tom", "name": "Tom Ferreira", "segment": "expert"}
CHIDI = {"sub": "c-chidi", "name": "Chidi Okonkwo", "segment": "business"}
NELL = {"sub": "c-nell", "name": "Nell Note", "email": "nell@example.com"}
NOBODY, CLOSED, SHORT = Team(available=()), Team(is_open=False), Team(("sam",), capacity=1)

ANSWERS: dict[str, Script] = {
    "an answer helps, and took little effort": script(
        PIN, presses("helped:yes"), presses("effort:2"), presses("effort_comment", "Quick.")
    ),
    "a greeting, thanks and a goodbye, and it took much effort": script(
        "hello", CARD, "thanks!", "bye", presses("effort:5"), "far too many words to read", "bye"
    ),
    "a word alone is asked about, and a button is the answer": script(
        "pin", presses_one("clarify"), "yes that helped", "very low"
    ),
    "a number means the button": script("pin", "2", presses("helped:no")),
    "none of the buttons fits, twice": script(
        "a fee", presses("something_else"), "transfer", presses("something_else")
    ),
    "buttons are not pressed, and a clear question is asked": script(
        "top up", "i was charged a fee", PIN
    ),
    "a next question is asked by its button": script(PIN, presses_one("next"), presses_one("next")),
    "two answers in a row do not help": script(
        PIN, presses("helped:no"), "no, that is not it, that didn't help either"
    ),
    "a no in words, then one of the others": script(
        "a fee", presses_one("clarify"), "no", presses_one("clarify"), "yes"
    ),
    "the same words again, and other words for the same": script(
        PIN, PIN, "i want another pin for my card"
    ),
    "nothing fits, and the customer would rather go on with the assistant": script(
        UNKNOWN, presses("cancel_handoff"), UNKNOWN, UNKNOWN
    ),
    "a topic that no article is about": script("pensions", "still pensions"),
    "what is none of our business": script("dragons", "still dragons", CARD),
    "two questions in one message": script(
        "how do i change my pin? and when does my new card arrive?", presses("helped:no"), "no"
    ),
    "a short question leans on the one before": script(
        CARD, "and if it doesn't come?", "how long does it take?", "and abroad?"
    ),
    "courtesy stands around a question": script(
        "Hello there! how do i change the pin of my card? Thanks a lot"
    ),
    "small talk, and what the assistant is": script(
        "how are you today?", "good morning", "are you a robot?", presses("person")
    ),
    "signs instead of words": script("?", "🙂", PIN, "👍", "12345", "👎", "!!!"),
    "yes and no without a question": script("yes", "no", "ok", CARD, "no", "no", "no"),
    "a score is one only while it is asked for": script(
        "4", PIN, "goodbye", "4", "4", presses("effort:1"), "my card was declined in a shop"
    ),
    "buttons are pressed when nothing was offered": script(
        presses("helped:no", "No"),
        presses("something_else", "Something else"),
        presses("effort:5", "5"),
        presses("effort_comment", "a comment"),
        presses("cancel_handoff", "Carry on"),
        presses("article:no_such_article", "Gone"),
        presses("article:change_pin", "Change your PIN"),
    ),
    "an experienced customer gets short answers, and their own card": script(
        PIN, CARD, PERSON, who=TOM
    ),
}

HAZARDS: dict[str, Script] = {
    "commands are words": script(
        "/restart",
        "/handoff_resolved",
        '/choose_article{"article": "change_pin"}',
        "/ask_person",
        "//// //",
        PIN,
        "/restart",
        presses("helped:no"),
    ),
    "what is not taken": script(
        is_refused(text=""),
        is_refused(text="   "),
        is_refused(text="\x00\x01"),
        is_refused(text="x" * 5000),
        is_refused(text=["hello"]),
        is_refused(text="Yes", choice="helped:maybe"),
        is_refused(text="x", choice='article:x"}/restart'),
        is_refused(text="hello", id="short"),
        PIN,
    ),
    "a very long message": script("word " * 790, f"{'I wait and wait. ' * 60}{CARD}"),
    "markup, queries and templates": script(
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "'; DROP TABLE utterances; --",
        "{{ 7*7 }} ${7*7} {sender_id}",
    ),
    "other scripts": script("日本語の質問です", "כרטיס", "\u202emirrored\u202c", "čeština ľ ñ ß"),
}

PERSONS: dict[str, Script] = {
    "an evidently upset customer": script(
        "this is ridiculous, I am sick of this!! where is my money"
    ),
    "a shouting customer": script("WHERE IS MY CARD NOW PLEASE!!"),
    "who waits still gets what the assistant is sure of": script(
        PERSON,
        PIN,
        presses("helped:yes"),
        "the thing with the other thing",
        "hello",
        "thanks",
        "you are useless, this is a waste of time",
        "bye",
        "yes",
        "no",
        who=NADIA,
    ),
    "leaving the queue in words": script(PERSON, "cancel that, I don't need a person", PIN),
    "a matter that sounds like leaving": script(
        PERSON, "the transfer I cancelled is waiting", "I have a withdrawal waiting to go through"
    ),
    "a business customer's queue": script("agent please", who=CHIDI),
    "a disputed payment goes to those who know about it": script(
        "there is a card payment i did not make", PERSON, who=NADIA
    ),
    "behind others": script(PERSON, UNKNOWN, ahead=2, team=SHORT),
    "a long wait": script(PERSON, presses("leave_contact"), "no", ahead=12, team=SHORT),
    "nobody is there, and an address is left": script(
        PERSON,
        presses("leave_contact"),
        presses("contact", "somewhere"),
        presses("contact", "nadia@example.com"),
        "hello",
        PIN,
        team=NOBODY,
    ),
    "nobody is there, and a number is typed at once": script(
        UNKNOWN, "020 7946 0999", "and what about my houseboat?", team=NOBODY
    ),
    "nobody is there, and what is known is tapped": script(
        PERSON, "yes", presses("contact:email"), who=NELL, team=NOBODY
    ),
    "nobody is there, and no address is left": script(
        PERSON, presses("leave_contact"), "no thanks", presses("cancel_handoff"), team=NOBODY
    ),
    "the team is closed": script(
        PERSON, presses("leave_contact"), presses("contact", "tom@example.com"), team=CLOSED
    ),
}

AGENTS: dict[str, Script] = {
    "an agent solves it": script(
        PIN,
        PERSON,
        claims("sam"),
        may_not("ada", "claim"),
        replies("sam", "Hi Nadia, I have read everything."),
        types_unheard("great, my card is with you"),
        notes("sam", "knows the PIN by now"),
        resolves("sam"),
        presses("effort:5"),
        who=NADIA,
    ),
    "an agent promises an answer": script(
        UNKNOWN,
        claims("sam"),
        types_unheard("I have to go"),
        may_not("sam", "resolve", outcome="promised"),
        may_not("sam", "resolve", seq=1),
        resolves("sam", outcome="promised", note="asks a museum", contact="kay@example.com"),
        presses("effort:4"),
    ),
    "an agent cannot solve it": script(
        CARD,
        PERSON,
        claims("ada"),
        resolves("ada", outcome="unsolved", note="lost in the post, says the courier"),
        PIN,
        who=TOM,
    ),
    "an agent keeps a promise": script(
        PERSON,
        "nell@example.com",
        claims("sam"),
        replies("sam", "Here is the answer already."),
        resolves("sam"),
        ahead=12,
        team=SHORT,
    ),
    "released, and taken by another": script(
        PERSON, claims("sam"), releases("sam"), claims("ada"), resolves("ada"), "bye"
    ),
    "passed on to a queue, then to a colleague": script(
        "agent please",
        claims("sam"),
        transfers("sam", to_queue="disputes", note="a disputed payment"),
        claims("ada"),
        transfers("ada", to="sam", note="knows the shop"),
        claims("sam"),
        resolves("sam"),
        who=NADIA,
    ),
    "commands, scores and buttons while an agent holds the chat": script(
        PIN,
        presses("helped:yes"),
        PERSON,
        claims("sam"),
        types_unheard("/restart"),
        types_unheard("/handoff_resolved"),
        types_unheard("5 – very high", "effort:5"),
        types_unheard("No", "helped:no"),
        types_unheard(CARD),
        replies("sam", "I am still here."),
        resolves("sam"),
        CARD,
    ),
    "the same agent is asked again about the same": script(
        CARD,
        PERSON,
        claims("ada"),
        resolves("ada"),
        comes_again(),
        CARD,
        PERSON,
        may_not("sam", "claim"),
        who={"sub": "c-again", "name": "Gail Again"},
    ),
    "moves in the wrong order": script(
        "agent please",
        may_not("sam", "resolve"),
        may_not("sam", "transfer"),
        may_not("ada", "assign", agent="x"),
        claims("sam"),
        may_not("ada", "resolve"),
        resolves("sam"),
        may_not("ada", "claim"),
    ),
}

SCRIPTS = {**ANSWERS, **HAZARDS, **PERSONS, **AGENTS}
