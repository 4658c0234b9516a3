"""Who is named in a note: @Ada, or @Ada Lindqvist where there are two of them."""

from __future__ import annotations

from collections.abc import Iterable

from core.staff.members import StaffMember, first_name


def mentioned(text: str, members: Iterable[StaffMember]) -> list[StaffMember]:
    """Return the members whom a text names, each once.

    A first name alone means somebody only where nobody else has it.
    """
    everybody = list(members)
    said = text.casefold()
    named = [m for m in everybody if _is_named(said, m.name)]
    rest = said
    for each in named:
        rest = rest.replace(f"@{each.name.casefold()}", "")
    firsts = [first_name(member.name).casefold() for member in everybody]
    for member, first in zip(everybody, firsts, strict=True):
        if member not in named and firsts.count(first) == 1 and _is_named(rest, first):
            named.append(member)
    return named


def _is_named(said: str, name: str) -> bool:
    call = f"@{name.casefold()}"
    at = said.find(call)
    while at >= 0:
        after = said[at + len(call) : at + len(call) + 1]
        if not after.isalnum():
            return True
        at = said.find(call, at + 1)
    return False
