"""Which one fact a question asks for, and whether a sentence has the form of such a fact."""

from __future__ import annotations

import re
from enum import Enum


class FactKind(Enum):
    """What is asked for."""

    DURATION = "duration"
    FASTER = "faster"
    MONEY = "money"
    NUMBER = "number"
    AGE = "age"
    PLACE = "place"
    WHETHER = "whether"  # yes or no: no form tells the sentence
    WHICH = "which"  # the same


_ASKED: tuple[tuple[FactKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            FactKind.AGE,
            r"\b(?:how old|what age|which age|age limit|(?:min|max|minimum|maximum) age)\b",
        ),
        (
            FactKind.DURATION,
            r"\bhow (?:long|soon|quick(?:ly)?|fast)\b|\bwhat time\b|\buntil when\b"
            r"|^\W{0,9}(?:and |so |ok |but )?when\W{0,9}\Z"
            r"|\bwhen (?:do|does|will|is|are|can|did|would|should)\b"
            r"|\bhow many (?:working |business )?(?:days|weeks|hours|minutes|months)\b",
        ),
        (
            FactKind.MONEY,
            r"\bhow much\b|\bcosts?\b|\bprice\b|\bfor free\b|\bfree of charge\b"
            r"|\bwhat (?:is|are|s)\b.{0,60}\b(?:fee|charge)s?\b|\bis (?:it|that|this) free\b"
            r"|\b(?:is|are) there (?:an? |any )?(?:fee|charge)s?\b"
            r"|\b(?:have|need) to pay\b|\bpay for (?:it|that|a)\b"
            r"|\b(?:what|how) about (?:the |an? |any )?(?:fee|charge|price)s?\b",
        ),
        (
            FactKind.NUMBER,
            r"\bhow many\b|\bhow often\b|\bis there (?:a|any) (?:limit|maximum|minimum)\b"
            r"|\bwhat(?:['’]?s| is| are) the (?:most|least|maximum|minimum|max|min|limit|highest"
            r"|lowest|smallest|biggest|largest)\b",
        ),
        (FactKind.FASTER, r"\b(?:faster|sooner|quicker|speed (?:it |this |that )?up|expedite)\b"),
        (
            FactKind.PLACE,
            r"\bwhere (?:do|can|could|should|must) (?:i|we|you)\b|\bwhere in\b",
        ),
        (
            FactKind.WHETHER,
            r"^\W{0,9}(?:and |so |ok |but )?"
            r"(?:can|could|do|does|is|are|will|would|must|may|should|has|have)"
            r" (?:i|we|you|it|they|there|that|this|the|my|a|an|any)\b"
            r"(?! (?:please )?(?:tell|explain|help|show)\b)",
        ),
        (
            FactKind.WHICH,
            r"\b(?:which|what) \w{1,20} (?:do|does|can|could|should|must|will|is|are)\b"
            r"|\bwhat (?:do|should|must|shall) i (?:have to |need to )?"
            r"(?:send|show|bring|upload|need|hand in)\b"
            r"|^\W{0,9}(?:and |so |ok |but )?(?:which|what) \w{1,20}\W{0,3}\Z",
        ),
    )
)
_WITHOUT_FORM = frozenset({FactKind.WHETHER, FactKind.WHICH})
_DEADLINE = re.compile(r"\bhow long (?:have|do|did) (?:i|we)\b|\buntil when\b", re.IGNORECASE)

_UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)"
_COUNT = r"(?:\d{1,5}|an?|one|two|three|four|five|six|seven|eight|nine|ten|few|couple of)"
_STRONG: dict[FactKind, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        FactKind.DURATION: rf"\b{_COUNT}(?: to \d{{1,4}})?(?: working| business)? {_UNIT}\b"
        r"|\bnext working day\b|\bin (?:seconds|minutes)\b",
        FactKind.MONEY: r"[£€$]\s?\d|£/€|\d ?%|\bfree\b|\bno fee\b|\bnothing\b|\bincluded\b",
        FactKind.NUMBER: r"(?:\bup to (?:\d{1,6}|one|two|three|four|five|six|ten)|\b\d[\d,]{0,8})\b"
        rf"(?!(?: to \d{{1,4}})?(?: working| business)? {_UNIT})|\bno limit\b|\bas often as\b",
        FactKind.AGE: r"\bbirthday\b|\b(?:1[3-9]|2\d)\b|\byears old\b",
        FactKind.PLACE: r"\*\*[^*\n]{1,80}\*\* ?>|>[^>\n]{1,80}\*\*|\bopen \*\*|\bin the app\b"
        r"|\bat (?:any|every)\b|\blook (?:for|up)\b|\bfind\b|\bcontains\b",
        FactKind.FASTER: r"\bexpress\b|\bfaster\b|\bsooner\b|\bfastest\b",
    }.items()
}
_WEAK: dict[FactKind, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        FactKind.DURATION: r"\binstant(?:ly)?\b|\bat once\b|\bstraight away\b|\bmonday\b"
        r"|\bmidnight\b|\bmonth\b",
        FactKind.FASTER: r"\bat once\b|\binstant(?:ly)?\b",
        FactKind.PLACE: r"\*\*[^*\n]{1,80}\*\*",
        FactKind.NUMBER: r"\b(?:one|two|three|four|five|six) [a-z]",
    }.items()
}
_BY_WHEN = re.compile(r"\bwithin\b|\bup to\b|\bdays? (?:to|from|after)\b", re.IGNORECASE)
_EXTREME = (  # which end of a range is asked for, and what names it
    (
        re.compile(r"\b(?:most|max(?:imum)?|highest|largest|biggest|longest|latest)\b", re.I),
        re.compile(
            r"\bup to\b|\bat most\b|\blatest\b|\bmaximum\b|\blimit\b|\d to \d|\bno upper\b", re.I
        ),
    ),
    (
        re.compile(r"\b(?:least|min(?:imum)?|lowest|smallest|shortest)\b", re.I),
        re.compile(r"\bfrom\b|\bat least\b|\bminimum\b|\d to \d", re.I),
    ),
)
_ARRIVES = re.compile(r"\b(?:arriv|reach|com(?:es?|ing) back)", re.IGNORECASE)


def fact_asked(question: str) -> FactKind | None:
    """Return which fact a question asks for, None if it asks for none in particular."""
    return next((kind for kind, asked in _ASKED if asked.search(question)), None)


def is_measured(kind: FactKind | None) -> bool:
    """Tell whether such a fact is a figure, which hardly any other sentence has by chance."""
    return has_form(kind) and kind is not FactKind.PLACE


def has_form(kind: FactKind | None) -> bool:
    """Tell whether a sentence with such a fact can be told by its form."""
    return kind is not None and kind not in _WITHOUT_FORM


def form_of(kind: FactKind | None, question: str, sentence: str) -> float:
    """Return how well a sentence has the form of the fact: 0 not at all, 1 plainly.

    Of several durations the one is better that says by when, where that was asked; of several
    figures the one that names the end of a range, where the most or the least was asked.
    """
    if kind is None or not has_form(kind):
        return 0.0
    form = 1.0 if _STRONG[kind].search(sentence) else 0.0
    if not form and kind in _WEAK and _WEAK[kind].search(sentence):
        form = 0.5
    if form and _DEADLINE.search(question):
        is_deadline = _BY_WHEN.search(sentence) and not _ARRIVES.search(sentence)
        return form if is_deadline else form / 2
    ends = [end for asked, end in _EXTREME if asked.search(question)]
    return form if all(end.search(sentence) for end in ends) else 0.0
