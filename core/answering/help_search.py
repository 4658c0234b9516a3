"""How the help centre arranges the articles: topics, related articles, what a search shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache

from core.answering.decision import (
    Answer,
    Clarify,
    History,
    Thresholds,
    choices_of,
    decide_reply,
)
from core.answering.retrieval import Retrieval
from core.articles import Article, sentence_with
from core.conversations import Hit

OTHER = "other"  # the topic of articles that have none
MAX_FOUND = 6
MAX_POPULAR = 6
_KEPT_TITLES = 20_000  # whose words are remembered
_RANK = 10  # how little the first place is worth more than the next
ENOUGH_COUNTED = 200  # before that, a few who came by chance would decide


@dataclass(frozen=True)
class Topic:
    """A tag of articles that has a page of its own."""

    name: str
    label: str
    about: str


@dataclass(frozen=True)
class HelpSettings:
    """What `settings/help.yml` says.

    popular: slugs of what most customers come for, until that has been counted
    offer_after: how long somebody stays on an article before help is offered; None for never
    """

    topics: tuple[Topic, ...]
    other: Topic
    popular: tuple[str, ...]
    offer_after: timedelta | None

    def topic(self, name: str) -> Topic | None:
        """Return the topic of that name."""
        return next((topic for topic in (*self.topics, self.other) if topic.name == name), None)

    def topics_of(self, tags: Iterable[str]) -> tuple[Topic, ...]:
        """Return the topics an article belongs to, its main one first; never none."""
        by_name = {topic.name: topic for topic in self.topics}
        return tuple(by_name[tag] for tag in tags if tag in by_name) or (self.other,)


@dataclass(frozen=True)
class Group:
    """Some articles under a heading."""

    topic: Topic
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class HelpResults:
    """What a search shows.

    sure: what the assistant would answer with
    span: the sentence of it that holds what was asked; "" where none surely does
    maybe: what it would ask back about, and what holds every word
    sentences: of those of `maybe` that hold the words, the sentence that does, by slug; Markdown
    wordings: what was looked for, as typed and as the articles may call it
    words_only: the engine was away, so that nothing is known of what was meant
    """

    sure: Article | None = None
    maybe: tuple[Article, ...] = ()
    words_only: bool = False
    span: str = ""
    sentences: Mapping[str, str] = field(default_factory=dict)
    wordings: tuple[str, ...] = ()

    @property
    def rest(self) -> str:
        """The short answer that stands below the span, without it."""
        short = self.sure.short if self.sure else ""
        return short.replace(self.span, "").strip() if self.span else short


def arrange(articles: Sequence[Article], settings: HelpSettings) -> tuple[Group, ...]:
    """Return every topic that has articles; an article is under each of its topics."""
    return tuple(
        Group(topic, members)
        for topic in (*settings.topics, settings.other)
        if (members := tuple(a for a in articles if topic in settings.topics_of(a.tags)))
    )


def divide(topic: Topic, articles: Sequence[Article], settings: HelpSettings) -> tuple[Group, ...]:
    """Divide a topic's articles by what else they are about, those about nothing else first.

    Nothing is a heading for one article alone.
    """
    second = {
        article.slug: next((t for t in settings.topics_of(article.tags) if t != topic), topic)
        for article in articles
    }
    often = Counter(second.values())
    heading = {slug: other if often[other] > 1 else topic for slug, other in second.items()}
    order = (topic, *(other for other in settings.topics if other != topic))
    return tuple(
        Group(other, members)
        for other in order
        if (members := tuple(a for a in articles if heading[a.slug] == other))
    )


def most_popular(
    start: Sequence[str], counts: Mapping[str, int], articles: Sequence[Article]
) -> tuple[Article, ...]:
    """Return what most people come for: as counted, once that is enough to go by.

    start: what the settings name; it stands until then, and fills what the counts leave
    counts: how often each article was shown or read, by its slug
    """
    by_slug = {article.slug: article for article in articles}
    counted = sorted(counts, key=lambda slug: (-counts[slug], slug))
    slugs = [*(counted if sum(counts.values()) >= ENOUGH_COUNTED else ()), *start]
    return tuple(by_slug[slug] for slug in dict.fromkeys(slugs) if slug in by_slug)[:MAX_POPULAR]


def relate(
    article: Article, near: Iterable[str], articles: Sequence[Article], shown: Iterable[str]
) -> tuple[Article, ...]:
    """Return articles about the same, leaving out those shown already.

    near: slugs that a search for the article's title finds, the nearest first. Only those that
    share a tag are meant: the search always finds something.
    """
    by_slug = {each.slug: each for each in articles}
    unseen = [slug for slug in near if slug not in {article.slug, *shown} and slug in by_slug]
    tags = set(article.tags)
    return tuple(by_slug[slug] for slug in unseen if tags & set(by_slug[slug].tags))


def decide_results(
    retrieval: Retrieval,
    articles: Sequence[Article],
    thresholds: Thresholds,
    wordings: Sequence[str],
    holding: Sequence[str] = (),
) -> HelpResults:
    """Decide what a search shows, by the same measure as the assistant's replies.

    wordings: what was typed, and what else it may be called
    holding: slugs of the articles that hold every word of one, the likeliest first
    """
    by_slug = {article.slug: article for article in articles}
    reply = decide_reply(retrieval, History(), thresholds)
    sure = by_slug.get(reply.hit.slug) if isinstance(reply, Answer) else None
    likely: tuple[Hit, ...] = ()
    if sure:
        likely = choices_of(retrieval, History(tried=frozenset({sure.slug})), thresholds)
    elif isinstance(reply, Clarify):
        likely = reply.hits
    held = dict.fromkeys([*(each.slug for each in titled(articles, wordings)), *holding])
    slugs = merged_order(
        [hit.slug for hit in likely], list(held), [hit.slug for hit in retrieval.hits]
    )
    maybe = tuple(by_slug[slug] for slug in slugs if slug in by_slug and by_slug[slug] is not sure)
    shown = maybe[: MAX_FOUND - bool(sure)]
    sentences = _sentences(shown, held, wordings)
    span = retrieval.span if sure else ""
    return HelpResults(sure, shown, span=span, sentences=sentences, wordings=tuple(wordings))


def results_by_words(
    wordings: Sequence[str], containing: Iterable[str], articles: Sequence[Article]
) -> HelpResults:
    """Return what a search shows while the engine is away: never a sure answer.

    wordings: as above
    containing: slugs of the articles that hold enough of the words, the likeliest first
    """
    by_slug = {article.slug: article for article in articles}
    slugs = dict.fromkeys([*(each.slug for each in titled(articles, wordings)), *containing])
    maybe = tuple(by_slug[slug] for slug in slugs if slug in by_slug)[:MAX_FOUND]
    sentences = _sentences(maybe, slugs, wordings)
    return HelpResults(None, maybe, True, sentences=sentences, wordings=tuple(wordings))


def merged_order(likely: Sequence[str], held: Sequence[str], near: Sequence[str]) -> list[str]:
    """Return what is likely or holds the words, once each, in one order.

    A place counts 1 / (10 + place) in each of the lists it stands in (reciprocal rank fusion).

    likely: what is probably meant; held: what holds every word; near: what means something like
    it, likely or not. Each the first first.
    """
    scores = dict.fromkeys([*likely, *held], 0.0)
    for ranked in (held, near):
        for place, slug in enumerate(ranked):
            if slug in scores:
                scores[slug] += 1 / (_RANK + place)
    return sorted(scores, key=lambda slug: -scores[slug])


def _sentences(
    articles: Iterable[Article], held: Collection[str], wordings: Sequence[str]
) -> dict[str, str]:
    found = {
        each.slug: next(filter(None, (sentence_with(each, words) for words in wordings)), "")
        for each in articles
        if each.slug in held
    }
    return {slug: sentence for slug, sentence in found.items() if sentence}


def titled(articles: Iterable[Article], wordings: Sequence[str]) -> list[Article]:
    """Return those whose title holds every word of a wording, each as far as it was typed."""
    everything, found = list(articles), dict[str, Article]()
    for parts in filter(None, map(_spaced, wordings)):
        left = everything
        for part in parts:  # the fewer are left, the less the next word takes
            begun = f" {part}"
            left = [each for each in left if begun in _title_line(each.title)]
        found.update((each.slug, each) for each in left)
    return list(found.values())


@lru_cache(maxsize=_KEPT_TITLES)
def _title_line(title: str) -> str:
    """Return a title with a space before each word, so that one look finds how a word begins."""
    return "".join(f" {word}" for word in _spaced(title))


def _spaced(text: str) -> list[str]:
    return text.casefold().replace("-", " ").split()
