"""What a list of conversations is, in words."""

from __future__ import annotations

from core.answering import Reason
from core.handoffs import reason_in_words
from core.insights import BY_NAME, Cause, CauseKind
from web.insights.asked import Asked
from web.insights.effort import cause_in_words

_PLAIN = {
    "": "All contacts.",
    "rated": "With an effort score.",
    "high": "With a high effort score.",
    "asked": "Asked how much effort it was.",
    "contained": "Without a person.",
    "verified": "Without a person, and something helped.",
    "commented": "Whose customer added a comment to the score.",
    "refused": "In which the customer was refused something.",
    "recognised": "Of customers who would be recognised.",
}
_RETURNS = {
    "back": "Whose customer came back about the same article within {} days.",
    "next_back": "Whose customer came back about another article within {} days.",
    "disliked_back": "Said of an answer that it was not it, and came back about it within {} days.",
}
_NEXT = {
    "shown": "In which a next question was offered.",
    "pressed": "In which a next question was taken that was offered.",
    "anyway": "In which a next question was passed over and asked later in own words.",
}
_SERVICE = {
    "calls": "In which a person was called.",
    "reopened": "In which a person was called once more.",
    "promised": "In which an answer was promised.",
    "kept": "In which an answer was promised, and given in time.",
    "wait": "In which a customer waited for a person, and it is over.",
    "first_answer": "In which a person answered.",
    "handling": "Which a person had, and has no more.",
}
_NAMED = {  # and what is said where nobody knows what it is called
    "commented": ("Whose customer’s comment means the same: “{}”.", "no words"),
    "gap": ("In which this was met: “{}”.", "a gap"),
    "refused": ("Refused something because of: {}.", "a policy"),
}


def said_of(which: str, asked: Asked, names: dict[int, str]) -> str:
    """Return what the conversations of a list have in common, as a sentence.

    names: of the gap, the policy or the group of comments that it is about
    """
    kind, _, value = which.partition(":")
    if which in _PLAIN:
        return _PLAIN[which]
    if which in BY_NAME:
        return f"With any of: {BY_NAME[which].label.lower()}."
    if kind in _RETURNS:
        return _RETURNS[kind].format(value)
    if kind == "score":
        return f"With an effort score of {value}."
    if kind == "reason":
        return reason_in_words(Reason(value)) if value in set(Reason) else "No person was called."
    if kind == "service":
        return _SERVICE[value.partition(":")[0]]
    if kind == "next":
        return _NEXT[value]
    if kind in _NAMED:
        said, otherwise = _NAMED[kind]
        return said.format(names.get(int(value or 0), otherwise))
    name, _, about = value.partition(":")
    cause = Cause(CauseKind(name), about, 0, 0, 0.0, 0.0)
    return cause_in_words(asked, cause, names) + "."
