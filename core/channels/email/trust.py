"""Whether the receiving server of our own vouches for who wrote (RFC 8601).

Anybody can write any `From`, and any `Authentication-Results` too: only the one that our own
server has put on top of the mail, under the name that the settings state, says anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_COMMENT = re.compile(r"\([^()]{0,500}\)")
_RESULT = re.compile(r"(dmarc|spf|dkim)\s*=\s*([a-z]+)", re.IGNORECASE)
_PROPERTY = re.compile(
    r"(?:header\.d|header\.i|smtp\.mailfrom|header\.from)\s*=\s*\"?([^\s;\"]{1,255})", re.IGNORECASE
)
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
    passed: set[str] = set()
    for part in _COMMENT.sub(" ", told).split(";"):
        found = _RESULT.search(part)
        if found is None:
            continue
        method, result = found[1].lower(), found[2].lower()
        if method == "dmarc":
            return result == "pass" and _is_about(part, domain, or_silent=True)
        if result == "pass" and _is_about(part, domain):
            passed.add(method)
    return bool(passed)


def _is_about(part: str, domain: str, or_silent: bool = False) -> bool:
    named = [each.rpartition("@")[2].casefold() for each in _PROPERTY.findall(part)]
    return domain in named if named else or_silent
