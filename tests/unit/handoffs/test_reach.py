"""Whether what an agent writes first reaches a customer."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from core.channels import CAPABILITIES, Kind
from core.handoffs import NobodyReached, on_a_connection, on_the_website

AT = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)
LONG_AGO = AT - timedelta(days=3)


def test_who_has_the_page_open_or_is_known_to_the_site_is_reached_in_the_chat() -> None:
    for page_open, verified, last_at in ((True, False, LONG_AGO), (False, True, LONG_AGO)):
        on_the_website(page_open, verified, last_at, AT).may_write()
    on_the_website(False, False, AT - timedelta(hours=1), AT).may_write()


def test_who_is_nobody_and_has_left_is_not_reached_and_the_reason_says_what_to_do() -> None:
    gone = on_the_website(False, False, LONG_AGO, AT)
    with pytest.raises(NobodyReached, match="They left no address"):
        gone.may_write()
    with pytest.raises(NobodyReached, match="write to them there") as refused:
        on_the_website(False, False, LONG_AGO, AT, "lena@vogel.example").may_write()
    assert "lena@vogel.example" in refused.value.message


def test_a_messengers_window_decides_how_long_one_may_write_first() -> None:
    whatsapp, telegram = CAPABILITIES[Kind.WHATSAPP], CAPABILITIES[Kind.TELEGRAM]
    on_a_connection("wa", whatsapp, AT - timedelta(hours=23), AT, "").may_write()
    with pytest.raises(NobodyReached, match="more than 24 hours after their last word"):
        on_a_connection("wa", whatsapp, AT - timedelta(hours=25), AT, "").may_write()
    on_a_connection("tg", telegram, LONG_AGO, AT, "").may_write()
    with pytest.raises(NobodyReached, match="has blocked the bot"):
        on_a_connection("tg", telegram, AT, AT, "has blocked the bot").may_write()
