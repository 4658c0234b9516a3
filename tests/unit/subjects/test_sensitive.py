"""Which sensitive topic a message is about, and the lines for what is not the company's."""

from __future__ import annotations

from core.subjects import Aftermath, Lines, Sensitive, SensitiveTopic, Subject, SubjectHit
from core.subjects import SubjectKind as Kind


def topic(name: str, *never: Aftermath) -> SensitiveTopic:
    subject = Subject(Kind.SENSITIVE, name)
    return SensitiveTopic(name, name.title(), "words", True, "", 5, frozenset(never), subject)


TOPICS = Sensitive({"danger": topic("danger"), "debt": topic("debt", Aftermath.EFFORT)})


def found(*hits: tuple[Kind, str, float]) -> str:
    best = TOPICS.topic_of(SubjectHit(*hit) for hit in hits)
    return best.name if best else ""


def test_of_two_topics_about_as_likely_the_first_of_the_settings_is_taken() -> None:
    assert found((Kind.SENSITIVE, "debt", 0.9), (Kind.SENSITIVE, "danger", 0.8)) == "danger"
    assert found((Kind.SENSITIVE, "debt", 1.0), (Kind.SENSITIVE, "danger", 0.5)) == "debt"


def test_what_is_far_more_likely_something_else_is_no_topic() -> None:
    assert found((Kind.COMPANY, "company", 1.0), (Kind.SENSITIVE, "debt", 0.8)) == ""
    assert found((Kind.COMPANY, "company", 1.0), (Kind.SENSITIVE, "debt", 0.95)) == "debt"


def test_what_only_sounds_like_a_topic_is_known_by_examples_of_its_own() -> None:
    debt = SensitiveTopic(**{**vars(topic("debt")), "harmless": ("I owe a friend a beer",)})
    assert Sensitive({"debt": debt}).subjects == (
        Subject(Kind.SENSITIVE, "debt"),
        Subject(Kind.HARMLESS, "debt", ("I owe a friend a beer",)),
    )
    assert found((Kind.HARMLESS, "debt", 1.0), (Kind.SENSITIVE, "debt", 0.7)) == ""
    assert found((Kind.HARMLESS, "debt", 0.75), (Kind.SENSITIVE, "debt", 0.7)) == ""
    assert found((Kind.HARMLESS, "debt", 0.7), (Kind.SENSITIVE, "debt", 0.75)) == "debt"


def test_only_a_sure_hit_of_a_topic_that_the_settings_name_counts() -> None:
    assert found((Kind.SENSITIVE, "debt", 0.49)) == ""
    assert found((Kind.SENSITIVE, "gone", 1.0)) == ""
    assert found() == ""


def test_a_conversation_marked_with_a_topic_that_is_gone_is_kept_from_everything() -> None:
    assert TOPICS.never_after("") == frozenset()
    assert TOPICS.never_after("debt") == {Aftermath.EFFORT}
    assert TOPICS.never_after("gone") == set(Aftermath)
    assert TOPICS.label_of("debt") == "Debt"
    assert TOPICS.label_of("a_topic_of_old") == "a topic of old"


def test_no_two_lines_are_the_same_before_every_pair_was_used() -> None:
    lines = Lines(("a", "b", "c", "d"), ("x", "y"))
    said = [lines.line(number) for number in range(8)]
    assert len(set(said)) == 8
    assert lines.line(8) == said[0]
