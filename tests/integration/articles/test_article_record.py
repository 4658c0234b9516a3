"""The record of articles: versions, drafts, schedules, and several people at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest

from core.articles import draft_of
from core.errors import BadInput, EffieError, NotFound
from store.articles import Articles, DraftConflict, PinnedQuestions
from store.articles.record import ArticleState, NoSuchArticle, VersionKind
from store.audit import read_audit
from store.clock import now
from store.database import Database
from tests.support.article_drafts import DRAFT, PIN, RAVI, edit, publish, shorts
from tests.support.articles import KIM

pytestmark = pytest.mark.every_database


def test_a_draft_answers_nobody_until_it_is_published(articles: Articles) -> None:
    saved = articles.create(PIN, DRAFT, KIM)
    assert articles.live() == (0, ())
    assert articles.get(PIN).listed.state is ArticleState.DRAFT
    version = articles.publish(PIN, saved.revision, "asked for often", KIM)
    assert (version.number, version.kind, version.by) == (1, VersionKind.PUBLISHED, "Kim Novak")
    assert version.why == "asked for often"
    (live,) = articles.live()[1]
    assert draft_of(live) == DRAFT
    assert live.updated == now().date()
    record = articles.get(PIN)
    assert record.listed.state is ArticleState.LIVE
    assert record.draft is None


def test_a_newer_draft_does_not_touch_what_is_live(articles: Articles) -> None:
    publish(articles)
    edit(articles, "Better words.")
    assert shorts(articles) == {PIN: DRAFT.short}
    (listed,) = articles.listed()
    assert (listed.state, listed.version, listed.draft_by) == (ArticleState.CHANGED, 1, KIM.name)
    articles.discard_draft(PIN, articles.get(PIN).draft.revision, KIM)
    assert articles.get(PIN).listed.state is ArticleState.LIVE


def test_every_version_stays_and_can_be_brought_back(articles: Articles) -> None:
    publish(articles)
    articles.publish(PIN, edit(articles, "Second words."), "clearer", RAVI)
    articles.withdraw(PIN, "wrong since May", KIM)
    assert articles.live()[1] == ()
    assert articles.get(PIN).listed.state is ArticleState.WITHDRAWN
    back = articles.restore(PIN, 1, "it was right after all", RAVI)
    assert (back.number, back.kind, back.restores) == (4, VersionKind.RESTORED, 1)
    assert shorts(articles) == {PIN: DRAFT.short}
    kinds = [version.kind.value for version in articles.versions(PIN)]
    assert kinds == ["restored", "withdrawn", "published", "published"]
    assert articles.version(PIN, 2).article.short == "Second words."
    with pytest.raises(NotFound):
        articles.restore(PIN, 9, "", KIM)


def test_a_reader_learns_what_changed_since_it_looked(articles: Articles) -> None:
    publish(articles)
    publish(articles, "other")
    revision, live = articles.live()
    assert (revision, [article.slug for article in live]) == (2, [PIN, "other"])
    assert articles.changes(revision) == (2, {})
    articles.withdraw("other", "", KIM)
    articles.publish(PIN, edit(articles, "New words."), "", KIM)
    articles.publish(PIN, edit(articles, "Newer words."), "", KIM)
    revision, changes = articles.changes(revision)
    assert revision == articles.revision() == 5
    assert changes["other"] is None
    assert changes[PIN] is not None
    assert changes[PIN].short == "Newer words."


def test_a_colleague_who_saved_meanwhile_is_not_overwritten(articles: Articles) -> None:
    publish(articles)
    edit(articles, "Kim's words.")
    with pytest.raises(DraftConflict, match="Kim Novak has saved") as conflict:
        articles.save_draft(PIN, replace(DRAFT, short="Ravi's."), 0, RAVI)
    theirs = conflict.value.draft
    assert theirs is not None
    assert theirs.draft.short == "Kim's words."
    assert conflict.value.status == 409
    again = articles.save_draft(PIN, replace(DRAFT, short="Both."), theirs.revision, RAVI)
    assert again.revision > theirs.revision


def test_a_draft_that_was_published_meanwhile_is_a_conflict_too(articles: Articles) -> None:
    publish(articles)
    revision = edit(articles, "Kim's words.")
    articles.publish(PIN, revision, "", KIM)
    with pytest.raises(DraftConflict, match="version 2 was published"):
        articles.save_draft(PIN, DRAFT, revision, RAVI)
    with pytest.raises(DraftConflict, match="version 2"):
        articles.save_draft(PIN, DRAFT, 0, RAVI, based_on=1)
    with pytest.raises(DraftConflict):
        articles.publish(PIN, revision, "", RAVI)
    assert articles.save_draft(PIN, DRAFT, 0, RAVI, based_on=2).revision > revision


def test_a_discarded_drafts_number_is_never_given_out_again(articles: Articles) -> None:
    publish(articles)
    revision = edit(articles, "Kim's words.")
    articles.discard_draft(PIN, revision, KIM)
    assert edit(articles, "Other words.") > revision
    with pytest.raises(DraftConflict):
        articles.save_draft(PIN, DRAFT, revision, RAVI)


def test_of_many_who_save_or_publish_at_once_exactly_one_wins(articles: Articles) -> None:
    publish(articles)
    together = Barrier(4)

    def save(number: int) -> str:
        together.wait()
        try:
            articles.save_draft(PIN, replace(DRAFT, short=f"Words {number}."), 0, RAVI)
        except DraftConflict:
            return "conflict"
        return f"Words {number}."

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(save, range(4)))
    assert results.count("conflict") == 3
    record = articles.get(PIN)
    assert record.draft is not None
    assert record.draft.draft.short in results

    def publish_it(_number: int) -> str:
        together.wait()
        try:
            articles.publish(PIN, record.draft.revision, "", RAVI)
        except EffieError as error:
            return f"{error.status}"
        return "published"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(publish_it, range(4))) == ["409", "409", "409", "published"]
    assert [version.number for version in articles.versions(PIN)] == [2, 1]


def test_a_reader_misses_nothing_while_many_publish(articles: Articles) -> None:
    """What the changes add up to is what is live, whenever they were asked for."""
    for number in range(4):
        publish(articles, f"a{number}")

    def write(number: int) -> None:
        for turn in range(10):
            draft = replace(DRAFT, short=f"Words {turn}.")
            saved = articles.save_draft(f"a{number}", draft, 0, KIM)
            articles.publish(f"a{number}", saved.revision, "", KIM)

    revision, live = articles.live()
    known = {article.slug: article.short for article in live}
    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(write, number) for number in range(4)]
        while not all(each.done() for each in writing):
            revision, changes = articles.changes(revision)
            known |= {slug: article.short for slug, article in changes.items() if article}
        for each in writing:
            each.result()
    revision, changes = articles.changes(revision)
    known |= {slug: article.short for slug, article in changes.items() if article}
    assert known == shorts(articles) == {f"a{number}": "Words 9." for number in range(4)}
    assert revision == 44


def test_a_draft_tells_when_what_it_goes_on_from_is_no_longer_the_latest(
    articles: Articles,
) -> None:
    publish(articles)
    edit(articles, "Mine.")
    assert not articles.get(PIN).overtaken
    articles.restore(PIN, 1, "", RAVI)
    assert articles.get(PIN).overtaken


def test_every_change_stands_in_the_audit_log(articles: Articles, database: Database) -> None:
    publish(articles)
    for _ in range(3):  # a page saves by itself all the time
        edit(articles, "Better.")
    articles.discard_draft(PIN, articles.get(PIN).draft.revision, RAVI)
    articles.withdraw(PIN, "old", KIM)
    articles.restore(PIN, 1, "", RAVI)
    lines = [(line.who, line.what) for line in read_audit(database, f"article:{PIN}")]
    assert lines == [
        (KIM.name, "article.create"),
        (KIM.name, "article.publish"),
        (KIM.name, "article.draft"),
        (RAVI.name, "article.discard"),
        (KIM.name, "article.withdraw"),
        (RAVI.name, "article.restore"),
    ]


def test_the_list_shows_the_words_of_what_is_live_or_else_of_the_draft(articles: Articles) -> None:
    publish(articles)
    articles.save_draft(PIN, replace(DRAFT, title="Newer", tags=("x",)), 0, KIM)
    articles.create("later", replace(DRAFT, title="Later", tags=("cards",)), RAVI)
    titles = {each.slug: (each.title, each.tags) for each in articles.listed()}
    assert titles == {PIN: (DRAFT.title, ()), "later": ("Later", ("cards",))}
    assert articles.get(PIN).listed.review == date(2027, 5, 15).isoformat()


def test_questions_are_pinned_once_and_unpinned(articles: Articles, database: Database) -> None:
    publish(articles)
    pins = PinnedQuestions(database)
    first = pins.pin(PIN, "  new   pin please ", KIM)
    assert pins.pin(PIN, "New pin PLEASE", RAVI) == first
    assert [pinned.question for pinned in pins.of(PIN)] == ["new pin please"]
    pins.unpin(PIN, first.id, RAVI)
    assert pins.of(PIN) == []
    with pytest.raises(NotFound):
        pins.unpin(PIN, first.id, RAVI)
    with pytest.raises(BadInput):
        pins.pin(PIN, " ", KIM)
    with pytest.raises(NoSuchArticle):
        pins.pin("nothing_here", "what?", KIM)
