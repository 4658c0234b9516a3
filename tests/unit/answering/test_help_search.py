"""How the help centre arranges articles, and what a search shows."""

from __future__ import annotations

from collections.abc import Sequence

from core.answering import (
    OTHER,
    HelpResults,
    HelpSettings,
    Hit,
    Retrieval,
    Thresholds,
    Topic,
    arrange,
    decide_results,
    divide,
    most_popular,
    relate,
    results_by_words,
)
from core.answering.help_search import ENOUGH_COUNTED
from core.articles import Article, WordIndex
from core.wording import Synonyms
from tests.support.articles import an_article

CARDS, FEES, REST = Topic("cards", "Cards", ""), Topic("fees", "Fees", ""), Topic(OTHER, "Else", "")
SETTINGS = HelpSettings((CARDS, FEES), REST, popular=(), offer_after=None)
THRESHOLDS = Thresholds(answer=0.7, clarify=0.2, choice=0.05)

ORDER = an_article("order", "Order a card", tags=("cards",))
PIN = an_article("pin", "Change your PIN", tags=("cards", "pin"))
PAYING = an_article("paying", "A fee when you paid by card", tags=("cards", "fees"))
SPARE = an_article("spare", "What a spare card costs", tags=("fees", "cards"))
CASH = an_article("cash", "Fees at cash machines", tags=("fees",))
AGE = an_article("age", "How old you must be", tags=("unknown",))
ALL = (ORDER, PIN, PAYING, SPARE, CASH, AGE)


def titled(*hits: tuple[Article, float], question: str = "why") -> Retrieval:
    return Retrieval(question, tuple(Hit(a.slug, a.title, likely) for a, likely in hits))


def test_an_article_is_under_each_of_its_topics_and_one_without_any_under_the_rest() -> None:
    groups = [(group.topic, group.articles) for group in arrange(ALL, SETTINGS)]
    assert groups == [
        (CARDS, (ORDER, PIN, PAYING, SPARE)),
        (FEES, (PAYING, SPARE, CASH)),
        (REST, (AGE,)),
    ]
    assert SETTINGS.topics_of(SPARE.tags)[0] == FEES, "the first tag says what it is mainly about"


def test_a_topic_is_divided_by_what_else_its_articles_are_about() -> None:
    groups = [(group.topic, group.articles) for group in divide(CARDS, ALL[:4], SETTINGS)]
    assert groups == [(CARDS, (ORDER, PIN)), (FEES, (PAYING, SPARE))]
    alone = divide(CARDS, (ORDER, PAYING), SETTINGS)
    assert [group.articles for group in alone] == [(ORDER, PAYING)], "no heading for one alone"


def test_related_articles_are_near_share_a_tag_and_were_not_shown() -> None:
    near = ["order", "age", "withdrawn", "paying", "pin"]
    assert relate(ORDER, near, ALL, shown=["pin"]) == (PAYING,)


def decided(found: Retrieval, articles: Sequence[Article] = ALL, *called: str) -> HelpResults:
    wordings = (found.question, *called)
    holding = [slug for words in wordings for slug in WordIndex(articles).holding(words)]
    return decide_results(found, articles, THRESHOLDS, wordings, holding)


def test_a_sure_answer_comes_first_and_an_unsure_one_is_only_asked_about() -> None:
    sure = decided(titled((PIN, 0.9), (ORDER, 0.06), (CASH, 0.01)))
    assert (sure.sure, sure.maybe) == (PIN, (ORDER,))
    unsure = decided(titled((PIN, 0.5), (ORDER, 0.3)))
    assert (unsure.sure, unsure.maybe) == (None, (PIN, ORDER))
    nothing = decided(titled((PIN, 0.1)))
    assert (nothing.sure, nothing.maybe) == (None, ())


def test_words_of_a_title_as_typed_so_far_find_it_where_the_search_is_unsure() -> None:
    found = decided(titled((AGE, 0.1), question="cash mach"))
    assert (found.sure, found.maybe) == (None, (CASH,))


def test_what_articles_call_by_another_name_is_found_by_the_customers_word_for_it() -> None:
    called = Synonyms({"atm": "cash machine"}).wordings("ATM")
    assert called == ("ATM", "cash machine")
    found = decided(titled((AGE, 0.1), question="ATM"), ALL, *called[1:])
    assert (found.maybe, found.wordings) == ((CASH,), called)
    assert decided(titled((AGE, 0.1), question="ATM")).maybe == (), "its words stand nowhere"
    assert Synonyms({"atm": "cash machine"}).wordings("atmosphere") == ("atmosphere",)


def test_a_word_that_only_looks_like_a_synonym_is_left_as_it_is() -> None:
    known = Synonyms({"iban": "account details"})
    for turkish in ("İBAN", "ıban"):
        assert known.wordings(turkish) == (turkish,)
        assert known.explain(turkish) == turkish


def test_what_was_withdrawn_a_moment_ago_is_not_shown() -> None:
    found = decided(titled((PIN, 0.9), (ORDER, 0.06)), (ORDER,))
    assert (found.sure, found.maybe) == (None, ())


def test_what_is_most_popular_is_counted_once_there_is_enough_to_count() -> None:
    start = ["pin", "withdrawn", "order"]
    few = {"cash": ENOUGH_COUNTED - 1}
    assert most_popular(start, few, ALL) == (PIN, ORDER), "the settings say so, to begin with"
    many = {"cash": ENOUGH_COUNTED, "withdrawn": 900, "age": 3, "order": 3}
    assert most_popular(start, many, ALL) == (CASH, AGE, ORDER, PIN)


def test_while_the_engine_is_away_words_find_articles_but_never_a_sure_answer() -> None:
    def found(words: str) -> tuple[str, ...]:
        results = results_by_words([words], WordIndex(ALL).search(words), ALL)
        assert results.sure is None
        assert results.words_only
        return tuple(article.slug for article in results.maybe)

    assert found("cash mach") == ("cash",)
    assert found("what does a spare card cost")[0] == "spare", "not every word has to be known"
    assert found("i paid a fee by card")[0] == "paying"
    assert found("which dinosaur had the longest neck") == (), "one word in common is chance"
    assert found("?!") == ()
