"""Whether the receiving server of our own vouches for who wrote (RFC 8601).

Anybody can write any `From`, and any `Authentication-Results` too: only the one that our own
server has put on top of the mail, under the name that the settings state, says anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# What others have chosen stands in these as well: the part of an address before the "@", a domain
# of their own. So what is quoted counts only where it could stand there without its quotes.
_QUOTED = re.compile(r'"([^"\\]{0,200}(?:\\.[^"\\]{0,200}){0,20})"')
_PLAIN = re.compile(r"[^\s;()=\"\\]*\Z")
_COMMENT = re.compile(r"(\A|[\s;]|)\([^()]{0,500}\)")
_MAX_COMMENTS_DEEP = 3
_RESULT = re.compile(r"\b(dmarc|spf|dkim)\s*=\s*([a-z]+)", re.IGNORECASE)
_PROPERTIES = {  # by which each tells whom it is about
    "dmarc": re.compile(r"(?<!\S)header\.from\s*=\s*([^\s;]{1,255})", re.IGNORECASE),
    "spf": re.compile(r"(?<!\S)smtp\.mailfrom\s*=\s*([^\s;]{1,255})", re.IGNORECASE),
    "dkim": re.compile(r"(?<!\S)header\.[di]\s*=\s*([^\s;]{1,255})", re.IGNORECASE),
}
MAX_RESULTS_LENGTH = 10_000  # characters of a header


def is_vouched_for(results: Sequence[str], trusted: str, sender: str) -> bool:
    """Tell whether our own server has found that the sender's domain sent it.

    results: the `Authentication-Results` headers, the topmost first; trusted: our server's name
    """
    domain = sender.rpartition("@")[2].casefold()
    if not trusted or not domain:
        return False
    for header in results:
        name, _, told = header[:MAX_RESULTS_LENGTH].partition(";")
        if name.casefold().split()[:1] == [trusted.casefold()]:
            return _says_so(told, domain)
    return False


def _says_so(told: str, domain: str) -> bool:
    """DMARC's verdict counts where there is one; else SPF or DKIM for that very domain."""
    found: list[tuple[str, bool]] = []
    for part in _bare(told).split(";"):
        result = _RESULT.match(part.strip())
        if result is not None:
            method, is_passed = result[1].lower(), result[2].lower() == "pass"
            or_silent = method == "dmarc"
            found.append((method, is_passed and _is_about(part, method, domain, or_silent)))
    by_dmarc = [passed for method, passed in found if method == "dmarc"]
    return all(by_dmarc) if by_dmarc else any(passed for _, passed in found)


def _bare(told: str) -> str:
    """Return results without comments and quotes, "" for what can't be taken apart for sure."""
    bare = _QUOTED.sub(lambda quoted: quoted[1] if _PLAIN.match(quoted[1]) else "?", told)
    for _ in range(_MAX_COMMENTS_DEEP):
        bare = _COMMENT.sub(_space, bare)
    return "" if set(bare) & set('"()') else bare


def _space(comment: re.Match[str]) -> str:
    """Return what stands for a comment: within a word it is none, and the word another."""
    is_apart = comment.start() == 0 or bool(comment[1])
    return f"{comment[1]} " if is_apart else "?"


def _is_about(part: str, method: str, domain: str, or_silent: bool) -> bool:
    named = [each.rpartition("@")[2].casefold() for each in _PROPERTIES[method].findall(part)]
    return domain in named if named else or_silent
