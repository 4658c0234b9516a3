"""Addresses of files: good for who was given them, for what they name, and for a while."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qsl, urlsplit

import pytest

from core.attachments import FileLinks, LinkExpired

NOW = datetime(2026, 11, 26, 12, 10, tzinfo=timezone.utc)
LINKS = FileLinks("a secret that nobody else has")


def told(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


def test_an_address_opens_its_file_for_a_day() -> None:
    given = told(LINKS.of("file-1", NOW))
    assert LINKS.check("file-1", given, NOW + timedelta(hours=23)) == ""
    assert LINKS.check("file-1", told(LINKS.of("file-1", NOW, "preview")), NOW) == "preview"
    with pytest.raises(LinkExpired):
        LINKS.check("file-1", given, NOW + timedelta(hours=26))


def test_an_address_opens_nothing_else() -> None:
    given = told(LINKS.of("file-1", NOW, "preview"))
    longer = str(int(given["until"]) + 3600)
    for name, changed in (
        ("file-2", given),
        ("file-1", {**given, "as": ""}),
        ("file-1", {**given, "until": longer}),
        ("file-1", {**given, "sign": given["sign"][:-1] + "x"}),
        ("file-1", {**given, "sign": "é"}),
        ("file-1", {**given, "until": "٣"}),
        ("file-1", {}),
    ):
        with pytest.raises(LinkExpired):
            LINKS.check(name, changed, NOW)
    with pytest.raises(LinkExpired):
        FileLinks("another installation's").check("file-1", given, NOW)


def test_an_address_stays_the_same_within_the_hour_so_that_browsers_have_it_cached() -> None:
    assert LINKS.of("file-1", NOW) == LINKS.of("file-1", NOW + timedelta(minutes=40))


def test_shown_content_has_an_address_for_each_file_and_a_preview_for_pictures() -> None:
    files = [
        {"id": "a", "name": "a.png", "type": "image/png", "size": 3, "alt": "a card"},
        {"id": "b", "name": "b.pdf", "type": "application/pdf", "size": 4},
        {"id": 7},
    ]
    first, second = LINKS.shown({"attachments": files}, NOW)["attachments"]
    assert LINKS.check("a", told(first["preview"]), NOW) == "preview"
    assert LINKS.check("b", told(second["url"]), NOW) == ""
    assert (first["alt"], "preview" in second) == ("a card", False)
    assert LINKS.shown({"choice": "person"}, NOW) == {"choice": "person"}
