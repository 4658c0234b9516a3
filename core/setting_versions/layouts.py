"""Which form each settings file has, in the words of the people who use it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from core.setting_versions.forms import Field, Kind, Part

Options: TypeAlias = tuple[tuple[str, str], ...]
Choices: TypeAlias = Mapping[str, Options]  # segments, queues, teams, channels, connections


@dataclass(frozen=True)
class Layout:
    """A file as a page: parts is None where its text is edited as it stands."""

    name: str
    title: str
    about: str
    parts: Callable[[Choices], tuple[Part, ...]] | None = None


def _segments(choices: Choices) -> tuple[Part, ...]:
    presentation = (("short", "The short answer first"), ("steps", "Step by step at once"))
    person = (("called", "A person is called"), ("offered", "A person is offered"))
    assign = (
        ("off", "Agents take conversations"),
        ("fewest_chats", "Given to who has fewest"),
        ("in_turn", "Given in turn"),
    )
    connections = choices["connections"]
    going_on = Field("continue_on", "May go on on", Kind.RANKED, "", connections, optional=True)
    return (
        Part(
            "Everybody else",
            (Field("default", "Segment of who has none", Kind.CHOICE, "", choices["segments"]),),
        ),
        Part(
            "Segments",
            (
                Field("label", "Called"),
                Field("channels", "Ways, in order", Kind.RANKED, "", choices["channels"]),
                Field("presentation", "Answers", Kind.CHOICE, "", presentation),
                Field("queue", "Queue", Kind.CHOICE, "", choices["queues"]),
                Field("priority", "Head start in the queue, minutes", Kind.NUMBER, optional=True),
                Field("no_article", "Without an article", Kind.CHOICE, "", person, optional=True),
                *((going_on,) if connections else ()),
            ),
            ("segments",),
            "segment",
        ),
        Part(
            "Queues",
            (
                Field("label", "Called"),
                Field("team", "Team", Kind.CHOICE, "", choices["teams"]),
                Field("topics", "Tags of articles, one a line", Kind.LINES, optional=True),
                Field("assign", "Conversations", Kind.CHOICE, "", assign, optional=True),
                Field("reply_minutes", "Answer within, minutes", Kind.NUMBER, optional=True),
                Field("resolve_minutes", "Settle within, minutes", Kind.NUMBER, optional=True),
            ),
            ("queues",),
            "queue",
        ),
    )


_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _hours(choices: Choices) -> tuple[Part, ...]:
    return (
        Part("Everywhere", (Field("timezone", "Time zone", hint="As Europe/London."),)),
        Part(
            "Teams",
            tuple(Field(day.lower(), day, Kind.TIMES, optional=True) for day in _WEEK),
            ("teams",),
            "team",
            "As 08:00-20:00; several with commas. 22:00-06:00 goes on past midnight, "
            "00:00-24:00 is a whole day. Empty: nobody is there.",
        ),
        Part(
            "Holidays",
            (Field("closed", "Nobody is there on", Kind.DAYS, optional=True),),
            hint="For every team, from midnight to midnight.",
        ),
    )


def _confidence(choices: Choices) -> tuple[Part, ...]:
    thresholds = (
        Field("answer", "Answers at once from", Kind.NUMBER, "From 0 to 1."),
        Field("clarify", "Offers buttons from", Kind.NUMBER, "Not above the first."),
        Field("choice", "Shows an article as a button from", Kind.NUMBER),
    )
    return (
        Part("Everybody", thresholds),
        Part("Segments with their own", thresholds, ("segments",), "segment"),
    )


def _channels(choices: Choices) -> tuple[Part, ...]:
    fields = (
        Field("label", "Called"),
        Field("url", "Address", hint="https:, tel: or mailto:. Empty: here.", optional=True),
        Field("team", "When this team is there", Kind.CHOICE, "", choices["teams"], optional=True),
    )
    return (Part("Ways to get help", fields, ("channels",), "way"),)


def _survey(choices: Choices) -> tuple[Part, ...]:
    moments = (
        ("goodbye", "When the customer says goodbye"),
        ("solved", "When an answer has helped"),
        ("resolved", "When a person has closed the request"),
        ("silence", "When the customer falls silent"),
    )
    return (
        Part(
            "The effort question",
            (
                Field("moments", "Asked", Kind.SOME, "", moments),
                Field("silence_minutes", "Silent for, minutes", Kind.NUMBER),
                Field("follow_up_from", "A follow-up from this score", Kind.NUMBER),
                Field("follow_up_hours", "Followed up within, hours", Kind.NUMBER),
                Field("labels", "The five scores, one a line", Kind.LINES),
            ),
        ),
    )


def _limits(choices: Choices) -> tuple[Part, ...]:
    return (
        Part(
            "At most",
            (
                Field("messages_a_minute", "Messages a minute in one conversation", Kind.NUMBER),
                Field("conversations_an_hour", "New conversations an hour", Kind.NUMBER),
                Field("waiting_from_one", "Waiting from one address", Kind.NUMBER, optional=True),
                Field("waiting_in_all", "Waiting in all", Kind.NUMBER, optional=True),
            ),
        ),
    )


def _widget(choices: Choices) -> tuple[Part, ...]:
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


def _handoff(choices: Choices) -> tuple[Part, ...]:
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
                Field("phone_country", "Phone numbers without a country code are from"),
            ),
        ),
        Part("What customers read", tuple(Field(k, v, Kind.WORDS) for k, v in said.items())),
        Part(
            "What shows that somebody is upset",
            tuple(Field(key, label, Kind.LINES) for key, label in signs.items()),
        ),
    )


def _help(choices: Choices) -> tuple[Part, ...]:
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


def _privacy(choices: Choices) -> tuple[Part, ...]:
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


def _synonyms(choices: Choices) -> tuple[Part, ...]:
    field = Field("synonyms", "What customers say | What the articles call it", Kind.PAIRS)
    return (Part("Synonyms", (field,)),)


def _effort_words(choices: Choices) -> tuple[Part, ...]:
    return (Part("Phrases", (Field("words", "Phrase | Say instead", Kind.PAIRS),)),)


def _desk(choices: Choices) -> tuple[Part, ...]:
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


def _next_questions(choices: Choices) -> tuple[Part, ...]:
    return (
        Part(
            "Next questions",
            (
                Field("learned_from", "Learned after so many questions", Kind.NUMBER),
                Field("told_from", "Told at once from this share, 0.05 to 1", Kind.NUMBER),
            ),
        ),
    )


def _suggested(choices: Choices) -> tuple[Part, ...]:
    accept = (("never", "Somebody accepts each"), ("ready", "What is sure enough by itself"))
    return (
        Part(
            "Suggested examples",
            (
                Field("accept", "Accepted", Kind.CHOICE, "", accept),
                Field("sure", "At least so sure, 0.8 to 1", Kind.NUMBER),
                Field("people", "Taught by at least so many", Kind.NUMBER),
            ),
        ),
    )


def _company(choices: Choices) -> tuple[Part, ...]:
    fields = (
        Field("phone", "Phone number", optional=True),
        Field("email", "E-mail address", optional=True),
        Field("place", "Where the company is", Kind.WORDS, optional=True),
    )
    return (Part("What is told of the company", fields),)


def _sensitive(choices: Choices) -> tuple[Part, ...]:
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


_LAYOUTS = (
    Layout(
        "segments",
        "Segments and queues",
        "Groups of customers, the ways they are offered, and the queues they join.",
        _segments,
    ),
    Layout("hours", "Opening hours", "When each team is there, and holidays.", _hours),
    Layout(
        "confidence",
        "Thresholds",
        "How sure the assistant must be to answer, and to offer buttons.",
        _confidence,
    ),
    Layout("channels", "Ways to get help", "What is offered besides the assistant.", _channels),
    Layout("widget", "The chat’s first words", "What stands there before anybody typed.", _widget),
    Layout("handoff", "Handoffs", "When a person comes, and what customers read of it.", _handoff),
    Layout("sensitive", "Sensitive topics", "What needs a person before any article.", _sensitive),
    Layout(
        "synonyms",
        "Synonyms",
        "What customers call what articles name otherwise.",
        _synonyms,
    ),
    Layout(
        "effort_words",
        "Effort words",
        "What sounds like work, and what does not.",
        _effort_words,
    ),
    Layout("survey", "The effort question", "When customers are asked how hard it was.", _survey),
    Layout("desk", "Tags and reasons", "What agents can say of a conversation.", _desk),
    Layout("help", "The help centre", "Its topics, and what most come for.", _help),
    Layout("company", "The company", "Facts about it that the assistant tells.", _company),
    Layout("privacy", "Privacy", "What is masked before anybody reads it.", _privacy),
    Layout("limits", "Limits", "How much one sender may send.", _limits),
    Layout("next_questions", "Next questions", "What is made of those learned.", _next_questions),
    Layout(
        "suggested_examples",
        "Suggested examples",
        "What customers teach.",
        _suggested,
    ),
)
_TEXTS = {
    "connections": ("Connections", "Messengers and mailboxes."),
    "languages": ("Languages", "What who writes in another language is told."),
    "lookups": ("Account questions", "What is looked up on your site."),
    "off_topic": ("Off topic", "What has nothing to do with the company."),
    "retrieval": ("Retrieval", "How questions are matched; applies after a restart."),
}


def layout_of(name: str) -> Layout:
    """Return the page of a file, by its name without `.yml`; a plain one for any other file."""
    for layout in _LAYOUTS:
        if layout.name == name:
            return layout
    title, about = _TEXTS.get(name, (name.replace("_", " ").capitalize(), ""))
    return Layout(name, title, about)


def ordered(names: list[str]) -> list[Layout]:
    """Return the pages of files: those that are changed most first."""
    places = {layout.name: place for place, layout in enumerate(_LAYOUTS)}
    return [layout_of(name) for name in sorted(names, key=lambda n: (places.get(n, 99), n))]
