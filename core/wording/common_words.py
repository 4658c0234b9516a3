"""Languages known by their commonest words, where a few of them are all that a detector has."""

from __future__ import annotations

from collections.abc import Iterable

_MIN_COMMON_WORDS = 2  # different ones: "la" alone stands in many languages and in names

_COMMON = {
    "de": "ich mein meine meinen meiner nicht ist wie wo wann warum ein eine einen und mit für "
    "kann habe zu auf das der den dem wird wurde bitte brauche",
    "es": "el la los las mi mis que qué como cómo cuando cuándo cuanto cuánto donde dónde una para "
    "por con está tengo puedo quiero necesito se ha he perdido del al",
    "fr": "je j ai mon ma mes le la les une des du est que qui pas ne pour avec où quand combien "
    "comment faire sur vous votre suis puis n d l cette a été",
    "it": "il lo la una uno ho mio mia miei non che quanto dove quando perché perche della del "
    "alla sono è posso un nel l dal di si ha come",
    "nl": "ik het mijn niet hoe waar wanneer waarom een en met voor kan heb naar de van er",
    "pl": "mam nie jest jak gdzie kiedy dlaczego moja moje mój moją czy się na mogę proszę z w ile",
    "pt": "os meu minha não nao que como quando onde quanto uma para com está tenho posso quero "
    "preciso do da no na o meus perdi",
    "tr": "bir ve benim nasıl nerede neden için var yok mi mı değil ne kadar bu çok",
}
_WORDS = {code: frozenset(words.split()) for code, words in _COMMON.items()}
# One of these, and a message is at least half in English.
_ENGLISH = (
    "the my are to of and does can you it for how what why when where have not with your this "
    "i'm is i do was from get card money account please help"
)
_ENGLISH_WORDS = frozenset(_ENGLISH.split())


def by_common_words(words: Iterable[str]) -> str:
    """Return the code of the language whose common words stand here, "" if that is not plain.

    words: in lower case. Two different ones are needed, more than any other language has, and no
    English one.
    """
    said = frozenset(words)
    if not _ENGLISH_WORDS.isdisjoint(said):
        return ""
    counts = {code: len(said & common) for code, common in _WORDS.items()}
    most = max(counts.values())
    best = [code for code, count in counts.items() if count == most]
    return best[0] if most >= _MIN_COMMON_WORDS and len(best) == 1 else ""
