"""Articles in the record of each test."""

from __future__ import annotations

import pytest

from store.articles import Articles
from store.database import Database


@pytest.fixture
def articles(database: Database) -> Articles:
    return Articles(database)
