"""What of a message is not its matter: words that lead up to it, and what it says is not so."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_DENIAL_LENGTH = 60  # words; a longer message tells a story

_GREETING = (
    r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|dear \w{1,20})"
    r"(?: (?:there|all|team|everyone|guys|again))?"
)
_ASIDE = (  # may stand without "about"
    r"(?:(?:i have|i['’]ve got|i['’]ve|i got|got|just|with|there is) )?(?:just )?"
    r"(?:(?:a|one|another) )?"
    r"(?:(?:very |really )?(?:quick|small|short|simple|general|silly) )?(?:question|query|enquiry)"
    r"|(?:just (?:a )?)?quick one"
    r"|i (?:wanted|want|['’]d like|would like) to ask(?: you)?(?: something| a question)?"
    r"|(?:can|could|may) i ask(?: you)?(?: something| a (?:quick )?question)"
)
_HELP = (  # needs it: "can you help me activate my card" is one question
    r"(?:can|could|would) you (?:please )?help(?: me)?(?: out)?(?: please)?(?: with something)?"
    r"|i (?:just )?(?:need|want|would like)(?: some| your)? (?:help|information|info|assistance)"
)
_JOINT = r"(?: (?:about|regarding|concerning|on|with) |\s*[:,.!–—-]\s*)"
_OPENER = re.compile(
    rf"\s*(?:{_GREETING}\b[\s,.!:–—-]*)?"
    rf"(?:(?:{_ASIDE})\b(?:{_JOINT}| (?=how|what|why|when|where|can|is|do))|(?:{_HELP})\b{_JOINT})"
    r"(?=\w)",
    re.IGNORECASE,
)

_CLAUSE = re.compile(
    r"[,;:.!?…–—]|\s-\s|\s(?:but|instead|rather)\b|\s(?=i (?:want|would like|need)\b)",
    re.IGNORECASE,
)
_SELF = r"(?:and |so |well |no |hi |hello )?(?:i|we|my \w{1,20}(?: \w{1,20})?|this|it)"
_NOT = r"(?: not|n['’]?t| never)"
_UNWANTED = re.compile(  # "did not mean to" is a mistake to undo, "do not want it" a wish to end it
    rf"(?:(?:{_SELF} )?do{_NOT}|(?:{_SELF} )?never(?= ask)|{_SELF}(?: am|['’]m) not|not)"
    r"(?: really| actually| even)?"
    r" (?:(?:want|wish|need|plan|try|trying|going|looking|planning) to(?! be\b)"
    r"|(?:asking|talking) about|looking for|asked for)\b",
    re.IGNORECASE,
)
_NO_MISHAP = re.compile(
    r"(?:(?:and |so |well |no |hi |hello )?"
    r"(?:i|we|(?P<whose>(?:my|the)(?: \w{1,20}){1,2}?)|this|it)"
    rf"(?: (?:have|has|was|were|is|did|had)|['’]ve|['’]s)?{_NOT}|nobody|no one)(?: has)?"
    r"(?: been| actually| yet)? (?P<mishap>lost|lose|stolen|stole|forgotten|forgot|forget"
    r"|broken|broke|damaged|declined|misplaced|hacked|robbed|cloned)\b",
    re.IGNORECASE,
)
_SAYS_NOTHING = frozenset(
    """no, nope, yes, well, ok, okay, please, thanks, thank you, hi, hello, hey, hi there,
    hello there, sorry, just, so, yet, and, at all, just asking, just saying""".replace(
        "\n    ", " "
    ).split(", ")
)
_NO_MORE = re.compile(r"\b(?:any ?more|any longer)\b", re.IGNORECASE)
_POINTS_AT_IT = re.compile(r"\b(?:it|one|them|this|that)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Denial:
    """A message that says that something is not so, or not wanted.

    denied: what it is about, as if it were so: "lost my card"
    rest: what the message says besides; "" if nothing
    """

    denied: str
    rest: str


def without_opener(message: str) -> str:
    """Leave out "hi, I have a question about" and the like, unless there is nothing else."""
    opener = _OPENER.match(message)
    return message[opener.end() :].strip() if opener else message


def denial_in(message: str) -> Denial | None:
    """Return what a message says is not so, or not wanted; None for nearly all messages.

    Only a mishap or a wish: "my card has not arrived" is a matter of its own.
    """
    if len(message.split()) > MAX_DENIAL_LENGTH:
        return None
    clauses = [clause.strip() for clause in _CLAUSE.split(message) if clause.strip()]
    denied = {clause: about for clause in clauses if (about := _denied(clause))}
    if not denied:
        return None
    about = next(iter(denied.values()))
    rest = ", ".join(c for c in clauses if c not in denied and c.casefold() not in _SAYS_NOTHING)
    if rest and _POINTS_AT_IT.search(rest):
        rest = f"{rest} ({_object_of(about)})"
    return Denial(about, rest)


def _denied(clause: str) -> str:
    """Return what a clause denies: "lost my card" of "I have not lost my card"; "" if nothing."""
    if _NO_MORE.search(clause):  # a wish to end what was
        return ""
    unwanted = _UNWANTED.match(clause)
    if unwanted:
        return clause[unwanted.end() :].strip()
    mishap = _NO_MISHAP.match(clause)
    if mishap is None:
        return ""
    whose = clause[mishap.end() :].strip() or mishap["whose"] or ""
    return f"{mishap['mishap']} {whose}".strip()


def _object_of(denied: str) -> str:
    """Return what was denied of what: "my card" of "lost my card"."""
    return denied.partition(" ")[2]
