"""Reading rules as people write them: every refusal says what to write instead."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from core.conversations import RESERVED_CLAIMS
from core.errors import BadInput
from core.handoffs.segmenting.conditions import Condition, OneOf, Span
from core.handoffs.segmenting.rules import CONTACTS, FactKind, Kinds, Rule, same

MAX_RULE_NUMBER = 1_000_000_000
MAX_RULE_DAYS = 36_500

_FACT = r"(?P<fact>[A-Za-z][A-Za-z0-9_.-]{0,39})"
_IS = re.compile(_FACT + r" is (?P<no>not )?(?P<values>\S.{0,300})\Z")
_THAN = re.compile(_FACT + r" (?P<way>at least|under) (?P<number>[0-9]{1,12})(?P<ago> days ago)?\Z")
_HOW: Mapping[FactKind, str] = {
    FactKind.TEXT: "'{0} is a, b' or '{0} is not a'",
    FactKind.NUMBER: "'{0} at least 3' or '{0} under 3'",
    FactKind.DATE: "'{0} at least 90 days ago' or '{0} under 90 days ago'",
}


def check_fact(name: str) -> None:
    """Refuse a fact that no rule can be about; raises BadInput."""
    if name == "segment":
        raise BadInput("A segment can't be decided by the segment: that goes round in a circle.")
    if name == CONTACTS:
        raise BadInput(f"'{CONTACTS}' is counted here. Use it in rules without naming it.")
    if name in RESERVED_CLAIMS:
        raise BadInput(f"'{name}' says who somebody is, not what they are like. Name another fact.")


def read_rule(lines: Iterable[str], kinds: Kinds) -> dict[str, Condition]:
    """Read conditions that must all hold; raises BadInput for what is none, or nobody could be."""
    rule: dict[str, Condition] = {}
    for line in lines:
        fact, condition = read_condition(line, kinds)
        both = rule[fact] & condition if fact in rule else condition
        if both.is_empty:
            raise BadInput(f"'{line}' contradicts what stands above it: nobody would fit.")
        rule[fact] = both
    if not rule:
        raise BadInput("There is no condition. Write one, or take the line away.")
    return rule


def read_condition(line: str, kinds: Kinds) -> tuple[str, Condition]:
    """Read one condition, as 'plan is gold, silver'; raises BadInput saying how to write it."""
    text = " ".join(line.split())
    known = {**kinds, CONTACTS: FactKind.NUMBER}
    found = _THAN.match(text) or _IS.match(text)
    name = found["fact"] if found else text.split(" ", 1)[0][:40]
    if name == "segment":
        check_fact(name)
    kind = known.get(name)
    if kind is None:
        raise BadInput(
            f"'{name}' is no fact that rules may use; known: {', '.join(known)}. "
            "Name what your site signs under 'facts'."
        )
    condition = _condition(found, kind) if found else None
    if condition is None:
        raise BadInput(f"'{text[:80]}' can't be read. Write {_HOW[kind].format(name)}.")
    return name, condition


def _condition(found: re.Match[str], kind: FactKind) -> Condition | None:
    if found.re is _IS:
        values = frozenset(same(each) for each in found["values"].split(","))
        if kind is not FactKind.TEXT or "" in values:
            return None
        return OneOf(None, values) if found["no"] else OneOf(values)
    if kind is FactKind.TEXT or bool(found["ago"]) != (kind is FactKind.DATE):
        return None
    number = int(found["number"])
    most = MAX_RULE_DAYS if kind is FactKind.DATE else MAX_RULE_NUMBER
    if number > most:
        raise BadInput(f"{number} is too much; it must be 0 to {most}.")
    span = Span(number) if found["way"] == "at least" else Span(-math.inf, number)
    if kind is FactKind.DATE or found["fact"] == CONTACTS:
        span &= Span(0)  # neither is ever less
    if span.is_empty:
        raise BadInput("Nothing is under 0: nobody would fit.")
    return span


def check_reached(rules: Mapping[str, Rule]) -> None:
    """Refuse a rule that an earlier one leaves nobody for; raises BadInput."""
    names = list(rules)
    for place, name in enumerate(names):
        for other in names[:place]:
            wide, narrow = rules[other], rules[name]
            if all(fact in narrow and wide[fact].covers(narrow[fact]) for fact in wide):
                raise BadInput(
                    f"Nobody would ever be of '{name}': whoever fits it fits '{other}', which "
                    "stands before it. Change one of them, or put this one first."
                )
