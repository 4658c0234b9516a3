"""A message in its conversation: corrected, read with what was said, or meant for a button."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.answering import (
    Answer,
    AskAgain,
    Clarify,
    Courtesy,
    Dialogue,
    HandOff,
    Hit,
    Intent,
    Pending,
    Pick,
    Plan,
    Reason,
    Retrieval,
    Say,
    Screen,
    Sentence,
    TellFact,
    TellWait,
)
from core.answering.context import in_context, outweighs, with_buttons
from core.subjects import Fact, SubjectHit, SubjectKind
from tests.support.interpreting import World, interpreted, situation_of

DECLINED = Hit("declined", "Your card payment was declined", 0.0)
LOST = Hit("lost", "Your card is lost or stolen", 0.0)
SHOWN = Dialogue(
    last_question="card declined",
    last_article="declined",
    shown=("declined",),
    pending=Pending.HELPED,
)
ANSWERED = Screen(shown=(DECLINED,), next=(LOST,), pending=Pending.HELPED)
CHOOSING = Dialogue(last_question="my card", pending=Pending.CLARIFY)
CLARIFIED = Screen(offered=(LOST, DECLINED), pending=Pending.CLARIFY)


def plan_for(
    words: str,
    world: World,
    intent: Intent = Intent.QUESTION,
    dialogue: Dialogue = SHOWN,
    screen: Screen = ANSWERED,
    *,
    waiting: bool = False,
) -> Plan:
    offered = tuple(hit.slug for hit in screen.offered)
    said = situation_of(intent, words, dialogue, offered=offered, screen=screen, waiting=waiting)
    return interpreted(said, world)[0]


def answered(plan: Plan) -> str:
    assert isinstance(plan.act, Answer), plan.act
    return plan.act.hit.slug


@pytest.mark.parametrize("intent", [Intent.NOT_HELPED, Intent.DENY, Intent.QUESTION])
def test_a_correction_is_searched_for_what_it_says_now_and_counts_the_answer_as_failed(
    intent: Intent,
) -> None:
    world = World(hits={"my transfer failed": {"transfer": 0.9}})
    plan = plan_for("no that's not what I asked, my transfer failed", world, intent)
    assert answered(plan) == "transfer"
    assert plan.dialogue.failures == 1
    assert plan.dialogue.tried == ("declined",)
    assert plan.dialogue.last_question == "my transfer failed"


def test_a_short_correction_is_read_with_the_question_before() -> None:
    world = World(hits={"with cash": {"other": 0.1}, "card declined with cash": {"cash": 0.8}})
    assert answered(plan_for("no, with cash", world)) == "cash"


def test_what_a_correction_takes_back_is_not_shown_again() -> None:
    world = World(hits={"the card": {"declined": 0.95}})
    assert plan_for("no I meant the card", world).act == AskAgain()


@pytest.mark.parametrize("intent", [Intent.QUESTION, Intent.ASK_PERSON])
def test_who_has_tried_it_and_wants_a_person_gets_one_because_they_asked(intent: Intent) -> None:
    plan = plan_for("i already checked that, i want to talk to someone", World(), intent)
    assert plan.act == HandOff(Reason.ASKED)
    assert (plan.dialogue.failures, plan.dialogue.tried) == (1, ("declined",))
    mere = plan_for("i want to talk to someone", World(), intent)
    assert (mere.act, mere.dialogue.failures) == (HandOff(Reason.ASKED), 0)
    waits = plan_for("i want to talk to someone", World(), intent, waiting=True)
    assert waits.act == TellWait()


@pytest.mark.parametrize("intent", [Intent.NOT_HELPED, Intent.AFFIRM, Intent.QUESTION])
def test_words_for_a_button_press_it_whatever_rasa_takes_them_for(intent: Intent) -> None:
    plan = plan_for("lost it", World(), intent, CHOOSING, CLARIFIED)
    assert plan.act == Pick("lost")
    following = plan_for("your card is lost or stolen", World(), intent)
    assert following.act == Pick("lost", new_request=True)


def test_a_word_that_points_back_is_read_with_the_question_before_even_if_it_finds_something() -> (
    None
):
    dialogue = Dialogue(last_question="top up", pending=Pending.CLARIFY)
    world = World(hits={"it failed": {"transfer": 0.84}, "top up it failed": {"top_up": 0.99}})
    assert answered(plan_for("it failed", world, dialogue=dialogue, screen=Screen())) == "top_up"


def test_what_stands_by_itself_is_not_drowned_by_the_question_before() -> None:
    alone = {"can I pay with it?": {"accepted": 0.85}}
    world = World(hits={**alone, "card declined can I pay with it?": {"declined": 0.93}})
    assert answered(plan_for("can I pay with it?", world)) == "accepted"


def test_the_question_before_must_make_a_message_clearly_surer() -> None:
    alone = Retrieval("it failed", (Hit("x", "X", 0.8),))
    assert outweighs(Retrieval("with", (Hit("y", "Y", 0.95),)), alone)
    assert not outweighs(Retrieval("with", (Hit("y", "Y", 0.82),)), alone)


def test_articles_on_waiting_buttons_are_likelier_and_the_others_less_likely() -> None:
    hits = (Hit("other", "Other", 0.4), Hit("button", "Button", 0.2))
    weighed = with_buttons(Retrieval("its pending", hits), {"button"})
    assert [(hit.slug, round(hit.confidence, 2)) for hit in weighed.hits] == [
        ("button", 0.5),
        ("other", 0.25),
    ]
    assert with_buttons(Retrieval("its pending", hits), set()).hits == hits


PRICE = "A new card costs £5 after a loss."
STEPS = (
    Sentence("Check that your balance covers the amount.", 0.3, step=1),
    Sentence(PRICE, 0.25, step=2),
)


def span_of(plan: Plan) -> str:
    assert isinstance(plan.act, Answer), plan.act
    return plan.act.span


def test_what_the_article_just_shown_answers_is_shown_of_it_first_and_is_no_failure() -> None:
    world = World(sentences={"declined": STEPS})
    for words in ("how much?", "and what does it cost", "yes i have enough money"):
        plan = plan_for(words, world)
        assert (answered(plan), span_of(plan)) == ("declined", PRICE), words
        assert plan.dialogue.failures == 0
        assert plan.dialogue.last_question == f"card declined {words}"


@pytest.mark.parametrize("kind", [SubjectKind.COURTESY, SubjectKind.OFF_TOPIC, SubjectKind.LOOKUP])
def test_what_the_article_just_shown_answers_may_look_like_chat_by_itself(
    kind: SubjectKind,
) -> None:
    about = SubjectHit(kind, kind.value, 0.99)
    world = World(subjects={"how much?": about}, sentences={"declined": STEPS})
    assert span_of(plan_for("how much?", world)) == PRICE


def test_what_it_does_not_surely_answer_is_looked_for_elsewhere() -> None:
    world = World(hits={"how old must i be": {"age": 0.9}}, sentences={"declined": STEPS})
    assert answered(plan_for("how old must i be", world)) == "age"
    nowhere = plan_for("how long?", world)
    assert not isinstance(nowhere.act, Answer)


def test_the_same_words_again_are_not_answered_with_the_same_sentence() -> None:
    asked = Dialogue(
        last_question="card declined how much?", last_article="declined", pending=Pending.HELPED
    )
    world = World(sentences={"declined": STEPS})
    assert not isinstance(plan_for("how much?", world, dialogue=asked).act, Answer)


def test_another_fact_of_the_article_just_shown_is_no_failure_of_it() -> None:
    words = "how much is a new card"
    world = World(hits={words: {"declined": 0.95}}, sentences={"declined": STEPS})
    plan = plan_for(words, world)
    assert (span_of(plan), plan.dialogue.failures) == (PRICE, 0)


def test_a_first_question_that_asks_for_one_fact_gets_its_sentence_first() -> None:
    words = "how much is a new card"
    world = World(hits={words: {"lost": 0.95}}, sentences={"lost": STEPS})
    plan = plan_for(words, world, dialogue=Dialogue(), screen=Screen())
    assert (answered(plan), span_of(plan)) == ("lost", PRICE)
    other = World(hits={"my card is gone": {"lost": 0.95}}, sentences={"lost": STEPS})
    assert span_of(plan_for("my card is gone", other, dialogue=Dialogue(), screen=Screen())) == ""


def test_words_taken_for_did_not_help_may_say_which_button_was_meant() -> None:
    world = World(hits={"it failed": {"other": 0.3}, "my card it failed": {"failed": 0.95}})
    plan = plan_for("it failed", world, Intent.NOT_HELPED, CHOOSING, CLARIFIED)
    assert answered(plan) == "failed"
    nothing = plan_for("that is no good", World(), Intent.NOT_HELPED, CHOOSING, CLARIFIED)
    assert nothing.act == AskAgain()


def test_a_correction_is_read_in_the_place_of_what_it_takes_back() -> None:
    lost = Dialogue(last_question="I lost my card", last_article="lost", pending=Pending.HELPED)
    screen = Screen(shown=(LOST,), pending=Pending.HELPED)
    alone = {"edit": 0.4, "phone": 0.3}
    world = World(hits={"my phone": alone, "I lost my phone": {"phone": 0.7, "lost": 0.2}})
    plan = plan_for("sorry, I meant my phone", world, dialogue=lost, screen=screen)
    assert answered(plan) == "phone"
    assert plan.dialogue.last_question == "I lost my phone"
    instead = plan_for("not my card, my phone", world, dialogue=lost, screen=screen)
    assert answered(instead) == "phone"


def test_what_both_ways_to_put_a_correction_allow_is_meant() -> None:
    alone = {"machines": 0.85, "cash": 0.05}
    joined = {"declined": 0.9, "cash": 0.06}
    words = "at the cash machine"
    world = World(hits={words: alone, f"card declined {words}": joined})
    assert answered(plan_for(f"I mean {words}", world)) == "cash"


def test_an_article_that_usually_comes_next_is_read_where_the_one_shown_holds_nothing() -> None:
    fee = (Sentence("A transfer by SWIFT costs 0.5 % with a fee of at least £5.", 0.5),)
    nothing = (Sentence("Your money is safe.", 0.1),)
    world = World(sentences={"lost": fee, "declined": nothing})
    plan = plan_for("and how much is the fee", world)
    assert (answered(plan), span_of(plan)) == ("lost", fee[0].text)
    both = World(sentences={"lost": fee, "declined": STEPS})
    assert answered(plan_for("and how much is the fee", both)) == "declined"


def test_the_best_sentence_is_shown_rather_than_a_list_where_the_question_before_leads_there() -> (
    None
):
    faint = (Sentence("The shop may refuse.", 0.3),)
    words, known = "they refuse", {"declined": 0.95}
    whole = in_context("card declined", words)
    world = World(hits={whole: known}, sentences={"declined": faint})
    assert span_of(plan_for(words, world)) == faint[0].text
    elsewhere = {whole: {"lost": 0.9}}
    past_it = World(hits=elsewhere, sentences={"declined": faint})
    assert answered(plan_for(words, past_it)) == "lost"


def test_of_likely_articles_the_one_that_plainly_holds_the_figure_is_shown() -> None:
    words = "how much is a new card"
    likely = {"lost": 0.5, "declined": 0.3}
    holds = (Sentence(PRICE, 0.6),)
    world = World(hits={words: likely}, sentences={"declined": holds})
    plan = plan_for(words, world, dialogue=Dialogue(), screen=Screen())
    assert (answered(plan), span_of(plan)) == ("declined", PRICE)
    faint = World(hits={words: likely}, sentences={"declined": (Sentence(PRICE, 0.1),)})
    asked = plan_for(words, faint, dialogue=Dialogue(), screen=Screen())
    assert not isinstance(asked.act, Answer)


def test_words_taken_for_did_not_help_may_say_with_the_question_before_what_is_wrong() -> None:
    words = "doesnt work"
    world = World(hits={f"card declined {words}": {"broken": 0.97}})
    plan = plan_for(words, world, Intent.NOT_HELPED)
    assert (answered(plan), plan.dialogue.tried) == ("broken", ("declined",))
    unsure = World(hits={f"card declined {words}": {"broken": 0.9}})
    assert not isinstance(plan_for(words, unsure, Intent.NOT_HELPED).act, Answer)
    the_same = World(hits={f"card declined {words}": {"declined": 0.97}})
    assert not isinstance(plan_for(words, the_same, Intent.NOT_HELPED).act, Answer)


def test_what_leans_on_the_article_just_shown_is_no_fact_of_the_company_where_that_holds_it() -> (
    None
):
    words = "where do I go for that"
    about = SubjectHit(SubjectKind.FACT, "place", 1.0)
    shop = (Sentence("Pay in cash **Home** > **Top up** at any shop in the UK.", 0.4),)
    said = situation_of(Intent.QUESTION, words, SHOWN, screen=ANSWERED)
    said = replace(said, rules=replace(said.rules, facts=frozenset({Fact.PLACE})))
    holds = World(subjects={words: about}, sentences={"declined": shop})
    assert span_of(interpreted(said, holds)[0]) == shop[0].text
    holds_not = World(subjects={words: about}, sentences={"declined": STEPS[:1]})
    assert interpreted(said, holds_not)[0].act == TellFact(Fact.PLACE)


def test_a_short_question_that_finds_something_by_itself_is_not_read_with_the_one_before() -> None:
    words = "why was i charged"
    world = World(hits={words: {"fee": 0.5}, f"card declined {words}": {"other": 0.9}})
    plan = plan_for(words, world)
    assert plan.act == Clarify((Hit("fee", "fee", 0.5),))
    assert plan.dialogue.last_question == words


SETTLED = Dialogue(last_question="card declined", last_article="declined", shown=("declined",))


@pytest.mark.parametrize("words", ["hm", "ok and now?", "well then", "the thing with the thing"])
@pytest.mark.parametrize("pending", [None, Pending.EFFORT])
def test_once_a_matter_is_settled_what_says_nothing_of_it_never_brings_its_article_again(
    words: str, pending: Pending | None
) -> None:
    world = World({in_context("card declined", words): {"declined": 0.95}})
    screen = Screen(shown=(DECLINED,) if pending else (), pending=pending)
    settled = replace(SETTLED, pending=pending)
    assert not isinstance(plan_for(words, world, dialogue=settled, screen=screen).act, Answer)


@pytest.mark.parametrize("words", ["hm", "ok and now?", "well then"])
def test_words_without_a_matter_are_asked_what_it_is_about(words: str) -> None:
    for dialogue in (Dialogue(), SETTLED, replace(SETTLED, pending=Pending.EFFORT)):
        plan = plan_for(words, World(), dialogue=dialogue, screen=Screen())
        assert plan.act == Say(Courtesy.ASK_QUESTION)
        assert plan.dialogue == dialogue


def test_what_points_back_at_a_settled_matter_is_still_read_with_it() -> None:
    world = World({in_context("card declined", "and abroad?"): {"abroad": 0.95}})
    act = plan_for("and abroad?", world, dialogue=SETTLED, screen=Screen()).act
    assert isinstance(act, Answer)
    assert act.hit.slug == "abroad"
