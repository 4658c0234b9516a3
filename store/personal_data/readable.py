"""An export as a page to be read without any program: transcripts first, then everything else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from store.personal_data.inventory import PLACES

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;"
    "color:#1c1c1c;background:#fff}h2{margin-top:2.5rem}time,.by{color:#555;font-size:.875rem}"
    "blockquote{margin:.25rem 0 1rem;padding:.25rem .75rem;border-left:3px solid #bbb;"
    "white-space:pre-wrap;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #ddd;"
    "overflow-wrap:anywhere}.wide{overflow-x:auto}"
)
_SAYERS = {"customer": "Customer", "bot": "Assistant"}


def readable(told: Mapping[str, Any]) -> str:
    """Return the page for what stands in `data.json`."""
    parts = [
        f"<h1>What {escape(told['company'])} keeps of you</h1>",
        f"<p>Made on {escape(told['made_at'][:16].replace('T', ' at '))} UTC. "
        "The same stands in <a href='data.json'>data.json</a>, for programs.</p>",
        *_transcripts(told["tables"]),
        *_files(told["tables"]["attachments"]),
        *_others(told["tables"]),
    ]
    if told["on_the_way"]:
        parts += ["<h2>On the way</h2>", *_table(told["on_the_way"])]
    head = f"<meta charset='utf-8'><title>Personal data</title><style>{_STYLE}</style>"
    body = "\n".join(parts)
    return f"<!doctype html>\n<html lang='en'><head>{head}</head><body>{body}</body></html>\n"


def _transcripts(tables: Mapping[str, list[dict[str, Any]]]) -> Iterable[str]:
    said_in: dict[str, list[dict[str, Any]]] = {}
    for said in tables["utterances"]:
        said_in.setdefault(said["conversation"], []).append(said)
    for conversation in tables["conversations"]:
        began = escape(conversation["started_at"][:16].replace("T", " at "))
        yield f"<h2>Conversation of {began} UTC ({escape(conversation['channel'])})</h2>"
        for said in said_in.get(conversation["id"], ()):
            who = said["agent_name"] or _SAYERS.get(said["author"], said["author"])
            at = escape(said["at"][:16].replace("T", " "))
            yield f"<p class='by'><b>{escape(who)}</b> <time>{at}</time></p>"
            yield f"<blockquote>{escape(_words(said))}</blockquote>"


def _words(said: Mapping[str, Any]) -> str:
    return said["text"] or (json.dumps(said["content"], ensure_ascii=False))


def _files(rows: list[dict[str, Any]]) -> Iterable[str]:
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
    yield "</ul>"


def _others(tables: Mapping[str, list[dict[str, Any]]]) -> Iterable[str]:
    shown = {"utterances"}
    for place in PLACES:
        rows = tables[place.table.name]
        if rows and place.table.name not in shown:
            yield f"<h2>{escape(place.kind.label)}: {escape(place.table.name)}</h2>"
            yield from _table(rows)


def _table(rows: list[dict[str, Any]]) -> Iterable[str]:
    columns = [name for name in rows[0] if any(row[name] not in (None, "", [], {}) for row in rows)]
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
