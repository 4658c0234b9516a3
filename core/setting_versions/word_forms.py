"""The forms of words: what is said, what it means, and what needs care."""

from __future__ import annotations

from collections.abc import Mapping

from core.setting_versions.forms import Choices, Field, Kind, Part

_SAID_BY_MANNER = (  # where it matters most; others may stand in the file
    *("utter_before_answer", "utter_did_this_help", "utter_next", "utter_clarify"),
    *("utter_in_other_words", "utter_offer_person", "utter_handoff_nothing_fits"),
    *("utter_handoff_asked", "utter_handoff_failed_twice", "utter_wait"),
    *("utter_noted_while_waiting", "utter_broken", "utter_thanks", "utter_glad", "utter_goodbye"),
)
_MANNERS = {
    "hurried": "In a hurry",
    "thorough": "Wants the reasons",
    "feeling": "Needs to be heard",
    "chatty": "Chats along",
}


def widget(choices: Choices) -> tuple[Part, ...]:
    return (
        Part(
            "Before anybody has typed",
            (
                Field("company", "The company"),
                Field("assistant", "The assistant"),
                Field("welcome", "Welcome", Kind.WORDS),
                Field("suggestions", "Articles offered, slugs, one a line", Kind.LINES),
            ),
        ),
    )


def handoff(choices: Choices) -> tuple[Part, ...]:
    numbers = {
        "most_failures": "A person after so many answers that did not help",
        "minutes_each": "An agent needs for one conversation, minutes",
        "longest_wait_minutes": "A wait counts as long from, minutes",
        "promise_hours": "A promised answer comes within, open hours",
        "gone_after_seconds": "An agent is gone after, seconds",
        "answer_within_minutes": "An agent answers within, minutes",
        "customer_away_minutes": "A handoff ends after the customer is away, minutes",
        "upset_minutes": "Head start of who is upset, minutes",
        "same_agent_days": "The same agent within, days",
        "kept_minutes": "Kept for that agent, minutes",
    }
    worn = "Head start of whose patience is worn, minutes"
    said = {
        "joined": "An agent joins",
        "left": "An agent leaves",
        "returned": "An agent is gone",
        "passed_on": "Passed on",
        "resolved": "Closed",
        "promised_later": "Promised after the customer left",
    }
    signs = {
        "frustration": "Shows frustration, one a line",
        "frustration_at_us": "Frustration with us, one a line",
        "swearing": "Swearing, one a line",
    }
    return (
        Part(
            "When, and how long",
            (
                *(Field(key, label, Kind.NUMBER) for key, label in numbers.items()),
                Field("strained_minutes", worn, Kind.NUMBER, optional=True),
                Field("phone_country", "Phone numbers without a country code are from"),
            ),
        ),
        Part("What customers read", tuple(Field(k, v, Kind.WORDS) for k, v in said.items())),
        Part(
            "What shows that somebody is upset",
            tuple(Field(key, label, Kind.LINES) for key, label in signs.items()),
        ),
    )


def help(choices: Choices) -> tuple[Part, ...]:
    topic = (Field("label", "Called"), Field("about", "About", Kind.WORDS))
    return (
        Part(
            "The first page",
            (
                Field("offer_after_seconds", "Offers the chat after, seconds", Kind.NUMBER),
                Field("popular", "Most wanted articles, slugs, one a line", Kind.LINES),
            ),
        ),
        Part("Topics", topic, ("topics",), "topic"),
        Part("What has no topic", topic, ("other",)),
    )


def privacy(choices: Choices) -> tuple[Part, ...]:
    masked = (
        ("card_numbers", "Card numbers"),
        ("security_codes", "Security codes"),
        ("pins", "PINs"),
    )
    fields = (
        Field("mask", "Masked", Kind.SOME, "", masked),
        Field("notice", "What the customer reads", Kind.WORDS),
    )
    return (Part("What nobody may keep", fields),)


def synonyms(choices: Choices) -> tuple[Part, ...]:
    field = Field("synonyms", "What customers say | What the articles call it", Kind.PAIRS)
    return (Part("Synonyms", (field,)),)


def effort_words(choices: Choices) -> tuple[Part, ...]:
    return (Part("Phrases", (Field("words", "Phrase | Say instead", Kind.PAIRS),)),)


def manners(choices: Choices) -> tuple[Part, ...]:
    switch = (("on", "Read"), ("off", "Not read; everybody gets the usual words"))
    fields = (
        Field("label", "Called"),
        Field("advice", "A way to say things", Kind.WORDS),
        Field("plain", "Shows it, one a line", Kind.LINES),
        Field("faint", "Shows it beside another one, one a line", Kind.LINES, optional=True),
        Field("harmless", "Only sounds like it, one a line", Kind.LINES, optional=True),
    )
    about = "Whole words; a * stands for up to three words. Negated a phrase counts nothing."
    return (
        Part("Customers’ words", (Field("reading", "They are", Kind.CHOICE, "", switch),)),
        *(Part(title, fields, ("manners", name), hint=about) for name, title in _MANNERS.items()),
    )


def desk(choices: Choices) -> tuple[Part, ...]:
    required = (("optional", "May be left out"), ("required", "Must be chosen"))
    return (
        Part(
            "What agents can say of a conversation",
            (
                Field("tags", "Tag: its name | Called", Kind.PAIRS, optional=True),
                Field("contact_reasons", "Reason: its name | Called", Kind.PAIRS, optional=True),
                Field("contact_reason", "The reason", Kind.CHOICE, "", required, optional=True),
                Field("facts", "Fact: its name | Called", Kind.PAIRS, optional=True),
            ),
        ),
    )


def company(choices: Choices) -> tuple[Part, ...]:
    fields = (
        Field("phone", "Phone number", optional=True),
        Field("email", "E-mail address", optional=True),
        Field("place", "Where the company is", Kind.WORDS, optional=True),
    )
    return (Part("What is told of the company", fields),)


def sensitive(choices: Choices) -> tuple[Part, ...]:
    person = (("called", "Called at once"), ("offered", "Offered"))
    never = (
        ("helped", "Did this help?"),
        ("effort", "The effort question"),
        ("next_questions", "Next questions"),
        ("self_service", "Ways without a person"),
    )
    return (
        Part(
            "Topics",
            (
                Field("label", "Called"),
                Field("words", "What the customer reads first", Kind.WORDS),
                Field("person", "A person is", Kind.CHOICE, "", person),
                Field("queue", "Queue", Kind.CHOICE, "", choices["queues"], optional=True),
                Field("head_start", "Head start, minutes", Kind.NUMBER),
                Field("never", "Not shown any more", Kind.SOME, "", never),
                Field("phrases", "Phrases that decide, one a line", Kind.LINES, optional=True),
                Field("examples", "Examples, one a line", Kind.LINES),
                Field("harmless", "Only sounds like it, one a line", Kind.LINES, optional=True),
            ),
            ("topics",),
            "topic",
        ),
    )


def words(choices: Choices) -> tuple[Part, ...]:
    known = dict(choices["words"])
    about = "Several texts, one a line, take turns. Empty: the usual words."
    usual = (_said(name, f"Usually: {text}") for name, text in known.items())
    return (
        Part("What it says", tuple(usual), ("words",), hint=about),
        *(_said_to(name, title, known) for name, title in _MANNERS.items()),
    )


def _said_to(manner: str, title: str, known: Mapping[str, str]) -> Part:
    fields = tuple(
        _said(name, f"Usually: {known.get(name, 'nothing')}") for name in _SAID_BY_MANNER
    )
    about = f"{title}: said instead to customers who show it. Empty: what everybody reads."
    return Part(f"To a customer: {title.lower()}", fields, ("manners", manner), hint=about)


def _said(name: str, hint: str) -> Field:
    return Field(name, response_in_words(name), Kind.LINES, hint, optional=True)


def languages(choices: Choices) -> tuple[Part, ...]:
    return (
        Part(
            "The assistant",
            (Field("assistant", "Speaks, two letters each, one a line", Kind.LINES),),
            hint="What the articles and its words are written in.",
        ),
        Part(
            "Other languages",
            (
                Field("name", "Called"),
                Field("speaker", "An agent who speaks it is here", Kind.WORDS),
                Field("nobody", "Nobody who speaks it is here", Kind.WORDS),
                Field("noted", "Further words, while they wait", Kind.WORDS),
            ),
            ("languages",),
            "language",
            "What who writes in it reads. Its name in the file is its two letters, as es or pt.",
        ),
    )


def response_in_words(name: str) -> str:
    """Return what people read for the name of something that the assistant says."""
    return name.removeprefix("utter_").replace("_", " ").capitalize()
