"""Which form each settings file has, in the words of the people who use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.setting_versions import rule_forms, word_forms
from core.setting_versions.forms import Choices, Part
from core.staff import LEADING_ROLES, Role

# Where they say that vendors and the host site are, the installation's secrets are sent.
# What goes by days is gone for good.
_FOR_ADMINS = frozenset({"connections", "lookups", "retention", "sign_in"})
_READ_AT_THE_START = frozenset({"retrieval"})


@dataclass(frozen=True)
class Layout:
    """A file as a page: parts is None where its text is edited as it stands."""

    name: str
    title: str
    about: str
    parts: Callable[[Choices], tuple[Part, ...]] | None = None


_LAYOUTS = (
    Layout(
        "segments",
        "Segments and queues",
        "Groups of customers, the ways they are offered, and the queues they join.",
        rule_forms.segments,
    ),
    Layout("hours", "Opening hours", "When each team is there, and holidays.", rule_forms.hours),
    Layout(
        "confidence",
        "Thresholds",
        "How sure the assistant must be to answer, and to offer buttons.",
        rule_forms.confidence,
    ),
    Layout(
        "channels",
        "Ways to get help",
        "What is offered besides the assistant.",
        rule_forms.channels,
    ),
    Layout(
        "words",
        "The assistant’s words",
        "What it says, and what its buttons say.",
        word_forms.words,
    ),
    Layout(
        "languages",
        "Words in other languages",
        "What who writes in a language that the assistant does not speak is told.",
        word_forms.languages,
    ),
    Layout(
        "widget",
        "The chat’s first words",
        "What stands there before anybody typed.",
        word_forms.widget,
    ),
    Layout(
        "handoff",
        "Handoffs",
        "When a person comes, and what customers read of it.",
        word_forms.handoff,
    ),
    Layout(
        "sensitive",
        "Sensitive topics",
        "What needs a person before any article.",
        word_forms.sensitive,
    ),
    Layout(
        "synonyms",
        "Synonyms",
        "What customers call what articles name otherwise.",
        word_forms.synonyms,
    ),
    Layout(
        "effort_words",
        "Effort words",
        "What sounds like work, and what does not.",
        word_forms.effort_words,
    ),
    Layout(
        "manners",
        "Manners",
        "What shows how customers like to be spoken to, and a way to say things.",
        word_forms.manners,
    ),
    Layout(
        "survey",
        "The effort question",
        "When customers are asked how hard it was.",
        rule_forms.survey,
    ),
    Layout("desk", "Tags and reasons", "What agents can say of a conversation.", word_forms.desk),
    Layout("help", "The help centre", "Its topics, and what most come for.", word_forms.help),
    Layout(
        "company", "The company", "Facts about it that the assistant tells.", word_forms.company
    ),
    Layout("privacy", "Privacy", "What is masked before anybody reads it.", word_forms.privacy),
    Layout(
        "retention",
        "Retention",
        "For how many days each kind of data is kept.",
        rule_forms.retention,
    ),
    Layout("limits", "Limits", "How much one sender may send.", rule_forms.limits),
    Layout(
        "next_questions",
        "Next questions",
        "What is made of those learned.",
        rule_forms.next_questions,
    ),
    Layout(
        "suggested_examples",
        "Suggested examples",
        "What customers teach.",
        rule_forms.suggested,
    ),
    Layout("sign_in", "Signing in", "How members of staff sign in.", rule_forms.sign_in),
    Layout("ideas", "Ideas", "How soon members of staff are answered.", rule_forms.ideas),
)
_TEXTS = {
    "connections": ("Connections", "Messengers and mailboxes."),
    "lookups": ("Account questions", "What is looked up on your site."),
    "off_topic": ("Off topic", "What has nothing to do with the company."),
    "retrieval": ("Retrieval", "How questions are matched; applies after a restart."),
}


def who_may_change(name: str) -> frozenset[Role]:
    """Return the roles that may change a file; all that lead may read it."""
    return frozenset({Role.ADMIN}) if name in _FOR_ADMINS else LEADING_ROLES


def needs_restart(name: str) -> bool:
    """Tell whether a change of a file applies to processes that start after it only."""
    return name in _READ_AT_THE_START


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
