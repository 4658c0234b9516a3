"""An export as a page to be read without any program: transcripts first, then everything else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Any, Protocol

from store.personal_data.inventory import PLACES
from store.personal_data.places import Place
from store.schema import attachments, conversations, utterances

_OF = {place.table: place for place in PLACES}

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;"
    "color:#1c1c1c;background:#fff}h2{margin-top:2.5rem}time,.by{color:#555;font-size:.875rem}"
    "blockquote{margin:.25rem 0 1rem;padding:.25rem .75rem;border-left:3px solid #bbb;"
    "white-space:pre-wrap;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #ddd;"
    "overflow-wrap:anywhere}.wide{overflow-x:auto}"
)
_SAYERS = {"customer": "Customer", "bot": "Assistant"}


class Told(Protocol):
    """What is told of somebody."""

    company: str
    made_at: datetime

    def rows(self, place: Place) -> Iterator[dict[str, Any]]:
        """Return their rows of a place, in plain values."""

    def on_the_way(self) -> list[dict[str, Any]]:
        """Return what Redis holds of them."""


def readable(told: Told) -> Iterator[str]:
    """Return the page for what stands in `data.json`, piece by piece."""
    head = f"<meta charset='utf-8'><title>Personal data</title><style>{_STYLE}</style>"
    yield f"<!doctype html>\n<html lang='en'><head>{head}</head><body>\n"
    yield f"<h1>What {escape(told.company)} keeps of you</h1>\n"
    yield (
        f"<p>Made on {told.made_at:%Y-%m-%d at %H:%M} UTC. "
        "The same stands in <a href='data.json'>data.json</a>, for programs.</p>\n"
    )
    yield from _transcripts(told)
    yield from _files(told)
    yield from _others(told)
    on_the_way = told.on_the_way()
    if on_the_way:
        yield "<h2>On the way</h2>"
        yield from _table(_columns(on_the_way), on_the_way)
    yield "</body></html>\n"


def _transcripts(told: Told) -> Iterable[str]:
    began = {
        each["id"]: f"{each['started_at'][:16].replace('T', ' at ')} UTC ({each['channel']})"
        for each in told.rows(_OF[conversations])
    }
    # As they were said: one conversation after another, and one within another where two went on.
    now_in = ""
    for said in told.rows(_OF[utterances]):
        if said["conversation"] != now_in:
            now_in = said["conversation"]
            yield f"<h2>Conversation of {escape(began.get(now_in, 'an unknown time'))}</h2>\n"
        who = said["agent_name"] or _SAYERS.get(said["author"], said["author"])
        at = escape(said["at"][:16].replace("T", " "))
        yield f"<p class='by'><b>{escape(who)}</b> <time>{at}</time></p>\n"
        yield f"<blockquote>{escape(_words(said))}</blockquote>\n"


def _words(said: Mapping[str, Any]) -> str:
    return said["text"] or (json.dumps(said["content"], ensure_ascii=False))


def _files(told: Told) -> Iterable[str]:
    rows = list(told.rows(_OF[attachments]))
    if not rows:
        return
    yield "<h2>Files</h2><ul>"
    for row in rows:
        name = escape(row["name"])
        yield (
            f"<li><a href='{escape(row['file'])}'>{name}</a></li>"
            if row["file"]
            else (f"<li>{name} (no longer kept)</li>")
        )
    yield "</ul>\n"


def _others(told: Told) -> Iterable[str]:
    for place in PLACES:
        # Read twice: of the rows of a table no more than some are in memory.
        columns = _columns(told.rows(place)) if place.table is not utterances else []
        if columns:
            yield f"<h2>{escape(place.kind.label)}: {escape(place.table.name)}</h2>"
            yield from _table(columns, told.rows(place))


def _columns(rows: Iterable[dict[str, Any]]) -> list[str]:
    """Return the columns in which something stands, in their order."""
    filled: dict[str, bool] = {}
    for row in rows:
        for name, value in row.items():
            filled[name] = filled.get(name, False) or value not in (None, "", [], {})
    return [name for name, is_filled in filled.items() if is_filled]


def _table(columns: list[str], rows: Iterable[dict[str, Any]]) -> Iterable[str]:
    yield "<div class='wide'><table><thead><tr>"
    yield "".join(f"<th scope='col'>{escape(name)}</th>" for name in columns)
    yield "</tr></thead><tbody>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{escape(_cell(row[name]))}</td>" for name in columns) + "</tr>"
    yield "</tbody></table></div>"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
