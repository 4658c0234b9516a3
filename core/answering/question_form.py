"""What the form of a message tells before anything is looked up.

Whether it asks; whether it may hold two questions; whether it makes sense only with what was said
before; whether it does no more than name a topic.
"""

from __future__ import annotations

import re
from itertools import dropwhile

MAX_PAIR_LENGTH = 60  # words; a longer message tells a story
MAX_SHORT_LENGTH = 7  # words; a longer question says by itself what it is about,
MAX_CONTEXTUAL_LENGTH = 10  # words; or this many, if it goes on with "and"
MAX_TOPIC_LENGTH = 2  # words
_MIN_PART_LENGTH = 3  # words
_MIN_STEM_LENGTH = 4  # letters; "limits" names "limit", "a" names nothing

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+|\n+")
_BREAK = re.compile(
    r"(?<=[.!?;…])\s+|\n+|(?:,\s*|\s{1,9})(?:and|also|plus)(?=[\s,])", re.IGNORECASE
)
# What opens the second question, and says nothing of its matter.
_OPENING = re.compile(
    r"(?:[\s,:]*(?:and|oh|then|also|plus|another (?:thing|question)|one more (?:thing|question)"
    r"|second(?:ly| question))\b)+[\s,:]*",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b(?:also|plus|another|one more|second)", re.IGNORECASE)
_PRONOUNS = r"it|it['’]s|its|one|ones|them|they"
_PRONOUN = re.compile(rf"\b(?:{_PRONOUNS})\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\bones?\b(?! (?:of|from|by|with)\b)", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:and|or|but|for|(?:what|how) about|what if|what else)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(rf"\b(?:{_PRONOUNS}|this|that|these|those)\b", re.IGNORECASE)
_REQUEST = re.compile(
    r"i (?:want|need|wish|wonder|would like|ca(?:n['’]?t|nnot|n not))\b|i['’]?d like\b"
    r"|i(?:['’]?m| am) (?:looking|trying|wondering)\b"
    r"|(?:tell|help|show|explain|give|send|let) (?:me|us)\b|please\b",
    re.IGNORECASE,
)
_OPENERS = "so and but also plus ok okay then well now hi hey hello right please"
_ASKING = "what whats how hows when whens where wheres why whys which who whos whose"
_ASKING_VERBS = """
can could do does did is are am was were will would should may has have had might
"""
_ASKED_ABOUT = """
i we you it he she they this that there the a an my your any anyone anybody these
"""
_FILLERS = """
ok okay okey k right alright good well so then now and but or next yes yeah yep no nope what huh hm
hmm hmmm um uh er ah oh eh please just there hello hi hey
"""
_AROUND = "a an the my our your please pls hi hello hey thanks thank"
_BEFORE = "until till by for from since at in to on with after within"
_BEFORE_ASKING = frozenset(_BEFORE.split())
_LEADING, _QUESTION_WORDS = frozenset(_OPENERS.split()), frozenset(_ASKING.split())
_VERBS, _SUBJECTS = frozenset(_ASKING_VERBS.split()), frozenset(_ASKED_ABOUT.split())
_AROUND_A_TOPIC = frozenset(_AROUND.split())
_SAY_NOTHING = frozenset(_FILLERS.split())


def asks(text: str) -> bool:
    """Tell whether a text has the form of a question."""
    return _begins_as_question(text) or text.rstrip().endswith("?")


def sentences_of(text: str) -> list[str]:
    """Take a text apart where sentences and lines end."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence]


def asks_for(sentence: str) -> bool:
    """Tell whether a sentence asks, or says what its writer wants."""
    return asks(sentence) or _wants(sentence)


def parts_of(message: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to take a message for two questions; none for nearly all messages.

    Both parts ask for something, unless "also" and the like says that there is another one, and
    the second can be understood without the first. Whether it is so is for the knowledge base to
    tell: "How do I activate and link my card" is one question.
    """
    if len(message.split()) > MAX_PAIR_LENGTH:
        return ()
    text = "\n".join(" ".join(line.split()) for line in message.splitlines())
    found = (_taken_apart(text, gap) for gap in _BREAK.finditer(text))
    return tuple(dict.fromkeys(parts for parts in found if parts))


def is_contextual(question: str) -> bool:
    """Tell whether a question points at something said before: "and abroad?", "can I stop it?"."""
    if _GOES_ON.match(question.strip()):
        return goes_on_with(question)
    most = MAX_SHORT_LENGTH + asks(question)  # "do i have to do it each time"
    return len(question.split()) <= most and bool(_POINTS_BACK.search(question))


def goes_on_with(question: str) -> bool:
    """Tell whether a few words go on from what was said: "and abroad?", "what if it fails"."""
    return bool(_GOES_ON.match(question.strip())) and len(question.split()) <= MAX_CONTEXTUAL_LENGTH


def says_nothing(text: str) -> bool:
    """Tell whether words name no matter at all: "ok and now?"."""
    words = words_of(text)
    return bool(words) and _SAY_NOTHING.issuperset(words)


def names_another(question: str) -> bool:
    """Tell whether a question is about another thing of a sort: "and a disposable one?"."""
    return bool(_ANOTHER.search(question))


def repeats(before: str, question: str) -> bool:
    """Tell whether a question is the one before it, or the last of a chain of them, once more."""
    words = words_of(question)
    return bool(words) and words_of(before)[-len(words) :] == words


def is_short(question: str) -> bool:
    """Tell whether a question is short enough to need what was said before."""
    return len(question.split()) <= MAX_SHORT_LENGTH


def topic_of(question: str) -> tuple[str, ...]:
    """Return the words of a message that only names a topic ("my pin"), () for a sentence."""
    words = tuple(word for word in words_of(question) if word not in _AROUND_A_TOPIC)
    names_one = len(words) <= MAX_TOPIC_LENGTH and not is_contextual(question)
    return words if names_one and _QUESTION_WORDS.isdisjoint(words) else ()


def names(title: str, topic: tuple[str, ...]) -> bool:
    """Tell whether a title holds all words of a topic, endings aside."""
    theirs = words_of(title)
    return bool(topic) and all(any(akin(word, their) for their in theirs) for word in topic)


def words_of(text: str) -> list[str]:
    """Return the words in lower case, without apostrophes."""
    return [word.replace("'", "").replace("’", "") for word in _WORD.findall(text.casefold())]


def akin(word: str, other: str) -> bool:
    """Tell whether two words are the same, endings aside."""
    if min(len(word), len(other)) < _MIN_STEM_LENGTH:
        return word == other
    return word.startswith(other) or other.startswith(word)


def _taken_apart(message: str, gap: re.Match[str]) -> tuple[str, str] | None:
    first, rest = message[: gap.start()].strip(" ,"), message[gap.start() :]
    opening = _OPENING.match(rest)
    second = (rest[opening.end() :] if opening else rest).strip()
    if min(len(words_of(first)), len(words_of(second))) < _MIN_PART_LENGTH:
        return None
    begin = _SENTENCE_END.split(second)[0]
    if _PRONOUN.search(begin):
        return None
    if opening and _ALSO.search(opening.group()):
        return first, second
    # After a mere "and", the question mark at the end may belong to both: only words count.
    further = _wants(begin) or (not opening and asks(begin))
    return (first, second) if further and any(map(asks_for, sentences_of(first))) else None


def _wants(sentence: str) -> bool:
    """Tell whether the words, not the signs, ask for something."""
    if _begins_as_question(sentence):
        return True
    words = _WORD.findall(sentence)
    begin = " ".join(dropwhile(lambda word: word.casefold() in _LEADING - {"please"}, words))
    return bool(_REQUEST.match(begin))


def _begins_as_question(text: str) -> bool:
    words = [*dropwhile(_LEADING.__contains__, words_of(text)), "", ""]
    if words[0] in _BEFORE_ASKING and words[1] in _QUESTION_WORDS:  # "until when can I …"
        return True
    return words[0] in _QUESTION_WORDS or (words[0] in _VERBS and words[1] in _SUBJECTS)
