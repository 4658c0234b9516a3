"""What is planned for an article: when it goes live, when it expires, and what gives a plan up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import BadInput
from store.articles import Articles
from store.articles.record import ArticleState, NotLive, VersionKind
from store.clock import now
from tests.support.article_drafts import DRAFT, PIN, RAVI, edit, publish, shorts
from tests.support.articles import KIM

pytestmark = pytest.mark.every_database


def test_what_is_planned_happens_once_and_as_it_was_decided(articles: Articles) -> None:
    publish(articles)
    revision, at = edit(articles, "For Monday."), now()
    monday, friday = at + timedelta(days=1), at + timedelta(days=5)
    articles.schedule(PIN, revision, monday, friday, "the new fee", KIM)
    edit(articles, "An afterthought.", RAVI)
    assert articles.do_what_is_due(at) == []
    assert articles.do_what_is_due(monday) == [PIN]
    assert articles.do_what_is_due(monday) == []
    assert shorts(articles) == {PIN: "For Monday."}
    version = articles.version(PIN, 2)
    assert (version.why, version.by) == ("the new fee", KIM.name)
    record = articles.get(PIN)
    assert record.draft is not None
    assert (record.draft.draft.short, record.overtaken) == ("An afterthought.", False)
    assert record.listed.expire_at == friday
    assert articles.do_what_is_due(friday) == [PIN]
    assert articles.get(PIN).listed.state is ArticleState.WITHDRAWN
    assert articles.get(PIN).schedule is None


def test_after_a_long_stop_what_was_due_is_done_in_order(articles: Articles) -> None:
    saved, at = articles.create(PIN, DRAFT, KIM), now()
    later = at + timedelta(hours=1), at + timedelta(hours=2)
    articles.schedule(PIN, saved.revision, *later, "", KIM)
    assert articles.do_what_is_due(at + timedelta(hours=3)) == [PIN]
    kinds = [version.kind for version in articles.versions(PIN)]
    assert kinds == [VersionKind.WITHDRAWN, VersionKind.PUBLISHED]


def test_publishing_by_hand_gives_up_the_plan_and_keeps_the_expiry(articles: Articles) -> None:
    publish(articles)
    revision, at = edit(articles, "For Monday."), now()
    articles.schedule(PIN, revision, at + timedelta(1), at + timedelta(2), "", KIM)
    articles.publish(PIN, revision, "sooner", RAVI)
    listed = articles.get(PIN).listed
    assert (listed.publish_at, listed.expire_at) == (None, at + timedelta(2))
    articles.withdraw(PIN, "", KIM)
    assert articles.get(PIN).schedule is None


def test_a_plan_that_has_become_unfit_is_given_up_and_its_words_stay(
    articles: Articles, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(articles)
    revision, at = edit(articles, "For Monday."), now()
    articles.schedule(PIN, revision, at + timedelta(1), None, "", KIM)
    monkeypatch.setattr("core.articles.checks.MAX_SHORT_ANSWER_LENGTH", 1)
    assert articles.do_what_is_due(at + timedelta(2)) == [PIN]
    assert articles.do_what_is_due(at + timedelta(2)) == []
    record = articles.get(PIN)
    assert record.draft is not None
    assert (record.listed.version, record.draft.draft.short) == (1, "For Monday.")


def test_discarding_a_draft_gives_up_what_was_planned_with_it(articles: Articles) -> None:
    publish(articles)
    revision, at = edit(articles, "For Monday."), now()
    articles.schedule(PIN, revision, at + timedelta(1), None, "", KIM)
    articles.discard_draft(PIN, revision, KIM)
    assert articles.do_what_is_due(at + timedelta(2)) == []


@pytest.mark.parametrize(
    ("publish_in", "expire_in", "words"),
    [(-1, None, "has passed"), (None, -1, "has passed"), (2, 1, "before it is published")],
)
def test_a_plan_that_makes_no_sense_is_refused(
    articles: Articles, publish_in: int | None, expire_in: int | None, words: str
) -> None:
    publish(articles)
    revision = edit(articles, "Later.")
    times = [None if days is None else now() + timedelta(days) for days in (publish_in, expire_in)]
    with pytest.raises(BadInput, match=words):
        articles.schedule(PIN, revision, *times, "", KIM)
    assert articles.get(PIN).schedule is None


def test_what_is_not_live_can_not_expire_nor_be_withdrawn(articles: Articles) -> None:
    saved = articles.create(PIN, DRAFT, KIM)
    with pytest.raises(BadInput, match="Only a live article"):
        articles.schedule(PIN, saved.revision, None, now() + timedelta(1), "", KIM)
    with pytest.raises(NotLive):
        articles.withdraw(PIN, "", KIM)


def test_an_unfit_draft_is_kept_but_not_published_or_planned(articles: Articles) -> None:
    saved = articles.create(PIN, replace(DRAFT, short=""), KIM)
    with pytest.raises(BadInput, match="short answer is missing"):
        articles.publish(PIN, saved.revision, "", KIM)
    with pytest.raises(BadInput, match="short answer is missing"):
        articles.schedule(PIN, saved.revision, now() + timedelta(1), None, "", KIM)
    assert articles.get(PIN).draft is not None
