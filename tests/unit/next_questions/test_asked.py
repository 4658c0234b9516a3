"""What follows on what."""

from __future__ import annotations

from core.next_questions import FollowCounts, Step, followed, recent

from .asking import asked

DAY = 24 * 60


def test_a_question_follows_the_latest_about_something_else() -> None:
    thread = (asked("a"), asked("b", 1), asked("c", 2))
    assert followed(asked("d", 3), thread) == thread[2]
    assert followed(asked("c", 3), thread) == thread[1]


def test_nothing_is_followed_after_fourteen_days_or_without_a_question_before() -> None:
    thread = (asked("a"),)
    assert followed(asked("b", 14 * DAY), thread) == thread[0]
    assert followed(asked("b", 14 * DAY + 1), thread) is None
    assert followed(asked("b"), ()) is None


def test_what_nothing_can_follow_any_more_leaves_the_thread() -> None:
    now = asked("c", 20 * DAY)
    assert recent(now, (asked("a"), asked("b", 10 * DAY))) == (asked("b", 10 * DAY), now)


def test_an_offer_that_was_passed_over_and_asked_for_later_is_known_as_that() -> None:
    counts = FollowCounts()
    thread = (asked("a", offered=("c",)), asked("b", 1))
    counts.learn(thread[0], ())
    counts.learn(thread[1], thread[:1])
    counts.learn(asked("c", 2), thread)
    offer = counts.all.row("a").believed("c")
    assert (offer.shown, offer.pressed, offer.anyway) == (1, 0, 1)
    assert counts.all.row("b").believed("c").unasked == 1


def test_an_offer_counts_as_asked_for_once_however_often_the_question_comes_again() -> None:
    counts, thread = FollowCounts(), ()
    for now in (asked("a", offered=("c",)), asked("b", 1), asked("c", 2), asked("b", 3)):
        counts.learn(now, thread)
        thread = recent(now, thread)
    counts.learn(asked("c", 4), thread)
    assert counts.all.row("a").believed("c").anyway == 1


def test_a_pressed_offer_is_told_from_one_that_was_typed() -> None:
    for by_button, how in ((True, Step.PRESSED), (False, Step.ANYWAY)):
        counts, before = FollowCounts(), asked("a", offered=("b",))
        counts.learn(before, ())
        counts.learn(asked("b", 1, by_button=by_button), (before,))
        assert getattr(counts.all.row("a").believed("b"), how.value) == 1
