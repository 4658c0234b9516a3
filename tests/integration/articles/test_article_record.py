"""The record of articles: versions, drafts, schedules, and several people at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest

from core.articles import Draft, draft_of
from core.errors import BadInput, EffieError, NotFound
from core.staff import Role, StaffMember
from store.articles import Articles, DraftConflict, PinnedQuestions
from store.articles.record import ArticleState, NoSuchArticle, NotLive, VersionKind
from store.audit import read_audit
from store.clock import now
from store.database import Database

pytestmark = pytest.mark.every_database

KIM = StaffMember("kim", "kim@tern.example", "Kim Novak", Role.CONTENT_MANAGER)
RAVI = StaffMember("ravi", "ravi@tern.example", "Ravi Menon", Role.ADMIN)
DRAFT = Draft(
    title="Change your PIN",
    short="You change it at any cash machine.",
    steps=("Put the card in.", "Choose **PIN services**."),
    questions=("how do i change my pin",),
    owner="cards-team",
    review="2027-05-15",
)
PIN = "change_pin"


@pytest.fixture
def articles(database: Database) -> Articles:
    return Articles(database)


def publish(articles: Articles, slug: str = PIN, draft: Draft = DRAFT) -> int:
    """A live article; returns its version."""
    saved = articles.create(slug, draft, KIM)
    return articles.publish(slug, saved.revision, "first", KIM).number


def edit(articles: Articles, short: str, member: StaffMember = KIM) -> int:
    """Save a draft on top of what there is and return its revision."""
    before = articles.get(PIN).draft
    draft = replace(before.draft if before else DRAFT, short=short)
    return articles.save_draft(PIN, draft, before.revision if before else 0, member).revision


def shorts(articles: Articles) -> dict[str, str]:
    return {article.slug: article.short for article in articles.live()[1]}


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
