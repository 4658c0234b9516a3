"""For how long what is kept, and when a run deletes."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from core.personal_data import Kind, Retention, RetentionMode

AT = datetime(2026, 11, 27, tzinfo=timezone.utc)
DAYS = {Kind.NOTES: 90}


def test_a_kind_without_days_is_kept_for_ever() -> None:
    retention = Retention(RetentionMode.DELETE, DAYS)
    assert retention.before(Kind.NOTES, AT) == AT - timedelta(days=90)
    assert retention.before(Kind.AUDIT, AT) is None


def test_days_that_no_run_has_looked_at_delete_nothing_yet() -> None:
    retention = Retention(RetentionMode.DELETE, DAYS)
    assert retention.only_looks([])
    assert retention.only_looks([{Kind.NOTES: 900}])
    assert not retention.only_looks([DAYS])
    assert Retention(RetentionMode.LOOK, DAYS).only_looks([DAYS])
