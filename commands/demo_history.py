"""A made-up history of 90 days in the record: `python -m commands.demo_history`, or with
--go-on from where it ended to today, or with --remove.

For looking at the pages before there are customers. Everything in it says that it is made up, and
nothing is learned from it. What no article answered is answered in the days that are added, if an
article has been made of it. Effie may run meanwhile.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from commands.demo import (
    DAYS,
    MISSING,
    Company,
    go_on_with_history,
    remove_history,
    write_history,
)
from commands.sources import record_url, settings_in_use
from core.articles import Article
from core.errors import BadInput, EffieError
from launch.errors import LaunchError
from store.articles import Articles
from store.database import Database

MIN_DEMO_ARTICLES = 5


def main() -> None:
    """Write it or take it out; ends with 1 if that cannot be done."""
    parser = argparse.ArgumentParser(prog="demo-history", description=__doc__)
    parser.add_argument("--go-on", action="store_true", help="from where it ended to today")
    parser.add_argument("--remove", action="store_true", help="take it out again")
    try:
        database = Database(record_url())
        database.migrate()
        options = parser.parse_args()
        if options.remove:
            print(f"Took {remove_history(database):,} made-up conversations out again.")
            return
        if options.go_on:
            many = go_on_with_history(database, company_of(database))
            print(f"Wrote {many:,} more made-up conversations, up to yesterday; see /insights.")
            return
        many = write_history(database, company_of(database))
    except (EffieError, LaunchError) as error:
        sys.exit(str(error))
    print(f"Wrote {many:,} made-up conversations of the last {DAYS} days; see /insights.")
    print("Take them out again: make demo-history REMOVE=1")


def company_of(database: Database) -> Company:
    """Return what the history is made for; raises BadInput where there are too few articles."""
    settings = settings_in_use(database)
    _, articles = Articles(database).live()
    if len(articles) < MIN_DEMO_ARTICLES:
        raise BadInput("There are no articles in the record yet. Start Effie once (make run).")
    segments = [(each.name, each.queue) for each in settings.segments.by_name.values()]
    return Company(articles, segments, "messenger", answered_by(articles))


def answered_by(articles: Sequence[Article]) -> dict[int, Article]:
    """Return the articles that have been made of what none answered, by its place in MISSING."""
    return {
        place: article
        for place, words in enumerate(MISSING)
        for article in articles
        if set(words) & set(article.questions)
    }


if __name__ == "__main__":
    main()
