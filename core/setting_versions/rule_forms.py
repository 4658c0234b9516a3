"""The forms of rules: who goes where and when, how sure is sure enough, and limits."""

from __future__ import annotations

from core.personal_data import AGEING
from core.setting_versions.forms import Choices, Field, Kind, Part
from core.staff import Role

_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_WHO = (
    "Where your site names no segment; all must hold, and the first segment that fits takes them. "
    "As “plan is gold, silver”, “plan is not gold”, “contacts at least 3” or “customer_since under "
    "90 days ago”."
)
_FACTS = "Claims of the identity token that your site signs. Kinds: text, number or date."


def segments(choices: Choices) -> tuple[Part, ...]:
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
                Field("who", "Who is of it, one condition a line", Kind.LINES, _WHO, optional=True),
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
        Part(
            "Facts for rules",
            (Field("facts", "Claim | Kind", Kind.PAIRS, _FACTS, optional=True),),
        ),
    )


def hours(choices: Choices) -> tuple[Part, ...]:
    return (
        Part("Everywhere", (Field("timezone", "Time zone", hint="As Europe/London."),)),
        Part(
            "Teams",
            (
                *(Field(day.lower(), day, Kind.TIMES, optional=True) for day in _WEEK),
                Field("timezone", "Time zone", hint="Empty: as everywhere.", optional=True),
            ),
            ("teams",),
            "team",
            "As 08:00-20:00; several with commas. 22:00-06:00 goes on past midnight, "
            "00:00-24:00 is a whole day. Empty: nobody is there.",
        ),
        Part(
            "Holidays",
            (Field("closed", "Nobody is there on", Kind.DAYS, optional=True),),
            hint="For every team, from midnight to midnight where it is.",
        ),
    )


def confidence(choices: Choices) -> tuple[Part, ...]:
    thresholds = (
        Field("answer", "Answers at once from", Kind.NUMBER, "From 0 to 1."),
        Field("clarify", "Offers buttons from", Kind.NUMBER, "Not above the first."),
        Field("choice", "Shows an article as a button from", Kind.NUMBER),
    )
    return (
        Part("Everybody", thresholds),
        Part("Segments with their own", thresholds, ("segments",), "segment"),
    )


def channels(choices: Choices) -> tuple[Part, ...]:
    fields = (
        Field("label", "Called"),
        Field("url", "Address", hint="https:, tel: or mailto:. Empty: here.", optional=True),
        Field("team", "When this team is there", Kind.CHOICE, "", choices["teams"], optional=True),
    )
    return (Part("Ways to get help", fields, ("channels",), "way"),)


def survey(choices: Choices) -> tuple[Part, ...]:
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


def limits(choices: Choices) -> tuple[Part, ...]:
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


def next_questions(choices: Choices) -> tuple[Part, ...]:
    return (
        Part(
            "Next questions",
            (
                Field("learned_from", "Learned after so many questions", Kind.NUMBER),
                Field("told_from", "Told at once from this share, 0.05 to 1", Kind.NUMBER),
            ),
        ),
    )


def suggested(choices: Choices) -> tuple[Part, ...]:
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


def ideas(choices: Choices) -> tuple[Part, ...]:
    within = Field("answer_within_days", "Answered within so many days", Kind.NUMBER)
    return (Part("Ideas of members of staff", (within,)),)


def retention(choices: Choices) -> tuple[Part, ...]:
    modes = (
        ("look", "Look only, delete nothing"),
        ("delete", "Delete what is older"),
    )
    hint = "Left empty, it is kept for ever. /personal-data/retention shows what would go."
    return (
        Part("Each day", (Field("mode", "A run of a day", Kind.CHOICE, "", modes),)),
        Part(
            "Days for which each kind is kept",
            tuple(
                Field(kind.value, kind.label, Kind.NUMBER, _sentence(kind.about), optional=True)
                for kind in AGEING
            ),
            hint=hint,
        ),
    )


def sign_in(choices: Choices) -> tuple[Part, ...]:
    roles = tuple((role.value, f"{role.label.capitalize()}s") for role in Role)
    field = Field("second_factor", "Who signs in with a password and a code", Kind.SOME, "", roles)
    hint = (
        "The code is one that an authenticator app shows. Whoever is signed in without one is "
        "signed out at once, and sets their app up when they sign in again."
    )
    return (Part("Two-factor sign-in", (field,), hint=hint),)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
