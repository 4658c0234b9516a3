"""The sentence of an article that holds the one fact that was asked for."""

from __future__ import annotations

import pytest

from core.answering import Sentence
from core.answering.spans import FactKind, best_span, fact_asked, is_bare, next_step, span_in

REPLACE = "If it is gone, tap **Replace**: a new card arrives in 5 to 7 working days."
PRICE = "A new card is free after a theft and costs £5/€5 after a loss."
FREEZE = "Freeze your card now: **Cards** > your card > **Freeze**."
LOST = (
    Sentence(FREEZE, 0.2, is_short=True),
    Sentence(REPLACE, 0.31, is_short=True),
    Sentence(PRICE, 0.43, step=3),
)
DECLINED = (
    Sentence("The app tells you why.", 0.1, is_short=True),
    Sentence("Open **Home**, tap the payment and read the reason.", 0.09, step=1),
    Sentence("Check that your balance covers the full amount.", 0.24, step=2),
    Sentence("In a shop, insert the card and enter your PIN.", 0.05, step=3),
    Sentence("Online, check the number.", 0.05, step=3),
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how long?", FactKind.DURATION),
        ("when do i get the money back", FactKind.DURATION),
        ("do i have to pay for a card when mine was stolen", FactKind.MONEY),
        ("and how much is a new one", FactKind.MONEY),
        ("what does a spare card cost", FactKind.MONEY),
        ("how many can i have", FactKind.NUMBER),
        ("how old do i have to be", FactKind.AGE),
        ("is there a maximum age", FactKind.AGE),
        ("where can i find my pin", FactKind.PLACE),
        ("can i get it faster", FactKind.FASTER),
        ("do you deliver to the usa", FactKind.WHETHER),
        ("which document do i need", FactKind.WHICH),
        ("can you tell me how to change my pin", None),
        ("where is my money", None),
        ("my card is lost", None),
        ("change my pin", None),
        ("until when?", FactKind.DURATION),
        ("when I went to get cash it was declined", None),
        ("what about the fee", FactKind.MONEY),
        ("which documents", FactKind.WHICH),
        ("what do I have to send you", FactKind.WHICH),
    ],
)
def test_a_question_asks_for_one_kind_of_fact_or_for_none(
    question: str, kind: FactKind | None
) -> None:
    assert fact_asked(question) is kind


def best(question: str, sentences: tuple[Sentence, ...], before: str = "") -> str:
    span = best_span(question, sentences, before)
    return span.text if span else ""


def test_the_form_of_the_answer_decides_before_the_likeness_does() -> None:
    assert best("how long?", LOST) == REPLACE
    assert best("how much?", LOST) == PRICE
    liker = (*LOST, Sentence("How much you pay matters to us.", 0.6))
    assert best("how much is a new one", liker) == PRICE


def test_where_no_sentence_has_the_form_there_is_no_span() -> None:
    assert best("how long?", LOST[:1]) == ""
    assert best("how old do i have to be", LOST) == ""
    assert best("how long?", ()) == ""


def test_a_sentence_that_only_fits_best_is_none_that_answers_a_question_of_its_own() -> None:
    assert span_in("how much is delivery to spain", (Sentence(PRICE, 0.2),)) == ""
    assert span_in("how much is a new card", (Sentence(PRICE, 0.55),)) == PRICE


def test_yes_or_no_has_no_form_and_needs_a_sentence_that_is_alike() -> None:
    usa = "Delivery to the USA is outside our area; a virtual card works there at once."
    assert span_in("do you deliver to the usa", (Sentence(usa, 0.68),)) == usa
    assert span_in("do you deliver to the usa", (Sentence(FREEZE, 0.45),)) == ""


def test_of_several_durations_the_one_that_says_by_when_answers_how_long_one_has() -> None:
    arrives = Sentence("The money arrives up to 7 working days after they send it.", 0.30)
    within = Sentence("Dispute the payment in the app within 120 days.", 0.28)
    for question in ("how long have i got", "until when?"):
        assert best(question, (arrives, within)) == within.text
    assert best("how long does it take", (arrives, within)) == arrives.text


def test_which_ones_is_answered_by_the_sentence_that_lists_them() -> None:
    lists = Sentence("Use a valid document: passport, national ID card or driving licence.", 0.3)
    names = Sentence("Choose the kind of document and photograph it.", 0.42)
    assert best("which documents", (names, lists)) == lists.text
    assert best("and what do i have to send you", (names, lists)) == lists.text
    assert best("photograph the document", (names, lists)) == names.text


def test_how_things_stand_is_answered_by_what_to_do_in_that_case() -> None:
    waits = Sentence("While it shows Pending, just wait: it disappears within 7 days.", 0.39)
    acts = Sentence("If it is still there after 7 days, tap **Report a problem**.", 0.3)
    assert best("it's been two weeks now", (waits, acts)) == acts.text
    assert best("does it show in the app", (waits, acts)) == waits.text


def test_an_elliptic_question_asks_for_the_same_kind_of_fact_as_the_one_before() -> None:
    chooses = Sentence("Choose **Standard** or **Express**.", 0.4)
    tells = Sentence("Express brings your card in 2 to 3 working days.", 0.3)
    assert best("and with express?", (chooses, tells), "when does my card come") == tells.text
    assert best("and with express?", (chooses, tells), "how do i order") == chooses.text


def test_what_is_said_for_one_another_is_found_for_one_another() -> None:
    dear = Sentence("At weekends 0.5 % is added.", 0.2)
    free = Sentence("On weekdays it is free.", 0.25)
    assert best("and on a saturday?", (free, dear)) == dear.text


def test_after_a_check_that_is_done_comes_the_next_step() -> None:
    after = "In a shop, insert the card and enter your PIN. Online, check the number."
    assert next_step("yes i have enough money", DECLINED) == after
    assert next_step("i already checked my balance", DECLINED) == after


def test_a_question_or_other_words_report_no_check() -> None:
    assert next_step("do i have enough money?", DECLINED) == ""
    assert next_step("how do i change my pin", DECLINED) == ""
    assert next_step("i have a dog", (Sentence(DECLINED[2].text, 0.05, step=2),)) == ""
    assert next_step("yes i have enough money", DECLINED[:3]) == "", "it was the last step"
    assert next_step("yes i have enough money", ()) == ""


def test_a_bare_question_names_nothing_by_itself() -> None:
    assert is_bare("how long have I got?")
    assert is_bare("and how much?")
    assert is_bare("how long does that take")
    assert not is_bare("how long does delivery take")


EXCHANGE = (
    Sentence("From Monday to Friday, exchanging £1,000 a month is free.", 0.5, is_short=True),
    Sentence("At weekends 0.5 % is added.", 0.38, is_short=True),
)


def test_where_a_case_is_asked_about_the_sentence_that_names_it_is_better() -> None:
    assert best("is there a fee for exchanging at the weekend", EXCHANGE) == EXCHANGE[1].text
    assert best("is there a fee for exchanging", EXCHANGE) == EXCHANGE[0].text


CHECK = (
    Sentence("It takes a few minutes of your time.", 0.6, is_short=True),
    Sentence("The result is there at the latest within 24 hours.", 0.36, is_short=True),
    Sentence("Top up £10 to 1,000 at a time.", 0.2),
    Sentence("A failed top-up comes back in 5 working days.", 0.4),
)


def test_who_asks_for_the_most_or_the_least_gets_the_end_of_a_range() -> None:
    assert best("how long can the check take at most", CHECK) == CHECK[1].text
    assert best("what's the least I can add", CHECK) == CHECK[2].text


def test_a_stretch_of_time_is_no_number_of_things() -> None:
    assert best("how many can i add", CHECK[2:]) == CHECK[2].text
