"""An article at the record, as several tests begin with it."""

from __future__ import annotations

from dataclasses import replace

from core.articles import Draft
from core.staff import Role, StaffMember
from store.articles import Articles
from tests.support.articles import KIM

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
