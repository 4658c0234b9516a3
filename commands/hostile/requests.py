"""One hostile request after the other: which one it is follows from a seed and its number alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from commands.hostile.bodies import CALLERS, Target
from commands.hostile.values import a_text, a_value

_QUERIES: tuple[str, ...] = (
    "q",
    "next",
    "after",
    "conversation",
    "as",
    "days",
    "page",
    "view",
    "show",
    "title",
)
_QUERIES += ("from", "to", "who", "article", "before", "helped", "done", "name", "dry", "owner")
_QUERIES += ("since", "until", "segment", "channel", "queue", "language", "which")
_QUERIES += ("answer", "clarify", "tag", "mine", "tested")
_HEADERS: tuple[str, ...] = (
    "Accept",
    "Cookie",
    "User-Agent",
    "If-None-Match",
    "If-Modified-Since",
    "Range",
)
_HEADERS += ("X-Forwarded-For", "X-Forwarded-Host", "X-CSRF-Token", "Origin", "Sec-Fetch-Site")
_HEADERS += ("Content-Type", "Expect", "Last-Event-ID", "Authorization", "X-Request-ID")
_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"
_KINDS = (_JSON, _FORM, "multipart/form-data; boundary=b", "text/plain; charset=punycode", "x", "")
_PIECES: tuple[bytes, ...] = (
    b"\0",
    b"\xff\xfe",
    b"{",
    b"]" * 9,
    b"PK\x03\x04",
    b"PK\x05\x06" + bytes(18),
    b"a,b\n1,2",
)


@dataclass(frozen=True)
class HostileRequest:
    """A request as bytes, and who sends it; `caller` is one of CALLERS."""

    number: int
    caller: str
    method: str
    path: str
    head: bytes
    body: bytes

    def __str__(self) -> str:
        said = self.head.decode(errors="backslashreplace").replace("\r\n", " ⏎ ")
        body = self.body.decode(errors="backslashreplace")
        return f"request {self.number} by {self.caller}: {said[:600]}\n    body: {body[:600]}"


def hostile_request(
    seed: int,
    number: int,
    targets: Sequence[Target],
    known: Mapping[str, Sequence[str]],
) -> HostileRequest:
    """Return the request of this number.

    known: of each parameter of a path, values that there are; so that some get past the door
    """
    chance = Random(f"{seed}:{number}")  # noqa: S311  # to be repeated, not to be secret
    target = targets[number % len(targets)]
    path = target.at(_parameter(chance, name, known) for name in target.names)
    if chance.random() < 0.3:
        names = chance.choices(_QUERIES, k=chance.randint(1, 4))
        path += "?" + urlencode([(n, a_text(chance)) for n in names], errors="surrogatepass")
    body, kind = _body(chance, target)
    headers = {"Content-Type": kind, "Accept": chance.choice(("text/html", _JSON, "*/*"))}
    if chance.random() < 0.2:
        headers[chance.choice(_HEADERS)] = _header(chance)
    caller = chance.choice(target.callers if chance.random() < 0.8 else CALLERS)
    return as_sent(number, caller, target.method, path, headers, body)


def as_sent(
    number: int, caller: str, method: str, path: str, headers: Mapping[str, str], body: bytes
) -> HostileRequest:
    """Return a request with the head that goes before its body."""
    all_of_them = {"Host": "effie.example", "Content-Length": str(len(body)), **headers}
    lines = [f"{name}: {value}" for name, value in all_of_them.items()]
    head = "\r\n".join([f"{method} {path[:7_000]} HTTP/1.1", *lines])
    return HostileRequest(number, caller, method, path, head.encode(errors="surrogatepass"), body)


def written(target: Target, body: Mapping[str, Any]) -> tuple[bytes, str]:
    """Return a body as the route reads it, and its content type."""
    if "/api/" in target.path:
        return _as_json(body), _JSON
    fields = {name: value if isinstance(value, str) else str(value) for name, value in body.items()}
    return urlencode(fields, errors="surrogatepass").encode(), _FORM


def _parameter(chance: Random, name: str, known: Mapping[str, Sequence[str]]) -> str:
    if chance.random() < 0.6 and known.get(name):
        return quote(chance.choice(known[name]), safe="")
    text = a_text(chance)[:2_000]
    return quote(text, safe=chance.choice(("", "/%")), errors="surrogatepass") or "x"


def _header(chance: Random) -> str:
    text = a_text(chance).replace("\r", "").replace("\n", "")
    return text[: chance.choice((100, 3_000, 9_000))]


def _body(chance: Random, target: Target) -> tuple[bytes, str]:
    """Return a body and its content type: mostly what is expected, wrong in one or two places."""
    if target.method in {"GET", "HEAD", "OPTIONS"}:
        return b"", _JSON
    how = chance.random()
    if how < 0.1:
        return b"".join(chance.choices(_PIECES, k=chance.randint(0, 9))), chance.choice(_KINDS)
    if how < 0.15:
        return _as_json(a_value(chance)), chance.choice(_KINDS)
    body = dict(target.body)
    for name in chance.sample(sorted(body), k=min(len(body), chance.choice((0, 1, 1, 1, 2)))):
        body[name] = _spoilt(chance, body[name])
    if chance.random() < 0.1:
        body[a_text(chance)[:50]] = a_value(chance)
    if "/api/" in target.path or chance.random() < 0.1:
        return _as_json(body), _JSON
    fields = {
        name: value if isinstance(value, str) else a_text(chance) for name, value in body.items()
    }
    return urlencode(fields, errors="surrogatepass").encode(), _FORM


def _spoilt(chance: Random, value: Any) -> Any:
    """Return another value, or the same with something inside it spoilt."""
    if chance.random() < 0.5:
        return a_value(chance)
    if isinstance(value, dict) and value:
        name = chance.choice(sorted(value))
        return {**value, name: _spoilt(chance, value[name])}
    if isinstance(value, list):
        return [*value, a_value(chance)] * chance.choice((1, 1, 300))
    return a_value(chance)


def _as_json(value: Any) -> bytes:
    try:
        return json.dumps(value).encode()
    except RecursionError:
        return b"[" * 30_000 + b"]" * 30_000
