"""A planned contact as the rows of the record, as real ones leave them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Table

from commands.demo.planning import MISSING, Plan
from core.articles import Article
from core.conversations import (
    CHOSEN,
    DEMO_PREFIX,
    HELPED,
    NOT_GROUPED,
    NOT_HELPED,
    AnswerCard,
    ArticleLink,
    Author,
    Card,
    Choice,
    ChoiceKind,
    ClarifyCard,
    Decision,
    Evidence,
    Hit,
    Intent,
    Moment,
    SurveyCard,
    article_button,
    choice_json,
    content_json,
)
from core.handoffs import HandoffState, Resolution, Transition
from core.insights import HIGH_SCORE
from store.schema import (
    conversations,
    handoff_events,
    handoffs,
    refusals,
    repeated_questions,
    surveys,
    utterances,
)

Rows = Mapping[Table, list[dict[str, Any]]]
AGENTS = tuple(
    (f"{DEMO_PREFIX}{name.lower()}", f"{name} (demo)") for name in ("Ana", "Ben", "Cleo")
)
REFUSED = (  # policies that customers of the demo history meet
    "No refund after 30 days",
    "Two devices on one account at most",
    "Invoices go to the address of the contract only",
)
_COMMENTS = (  # each line in several words; to low effort nobody says anything here
    ("I had to explain it twice", "had to say everything again", "Why must I repeat myself?"),
    ("The waiting took far too long", "Much too long in the queue", "I waited for ages"),
    ("The answer had nothing to do with my question", "That was not what I asked for"),
)
_AGAIN = ("that is not what I mean", "no, I asked something else", "this does not help me")


@dataclass
class _Story:
    """What was said and done so far; `clock` is the present."""

    plan: Plan
    clock: datetime
    dice: Random
    rows: dict[Table, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    channel: str = ""

    @property
    def conversation(self) -> str:
        return f"{DEMO_PREFIX}{self.plan.number}"

    @property
    def message(self) -> str:
        return f"{self.conversation}-{len(self.rows[utterances])}"

    def pass_minutes(self, minutes: float) -> None:
        self.clock += timedelta(minutes=minutes)

    def say(self, author: Author, text: str, content: Mapping[str, Any], agent: int = -1) -> None:
        """Say something; agent: the number of the one who says it."""
        who, name = AGENTS[agent] if agent >= 0 else ("", "")
        said = {
            "event": self.message,
            "conversation": self.conversation,
            "author": author,
            "text": text,
            "content": dict(content),
            "message": "" if author is Author.BOT else self.message,
            "agent": who,
            "agent_name": name,
            "at": self.clock,
            "channel": self.channel if author is Author.CUSTOMER else "",
        }
        self.rows[utterances].append(said)

    def type(self, text: str) -> None:
        self.pass_minutes(self.dice.uniform(0.2, 1.5))
        self.say(Author.CUSTOMER, text, {})

    def press(self, text: str, choice: Choice) -> None:
        self.pass_minutes(self.dice.uniform(0.2, 2.5))
        self.say(Author.CUSTOMER, text, choice_json(choice))

    def answer(self, text: str, card: Card | None, evidence: Evidence, **more: Any) -> None:
        self.pass_minutes(0.02)
        self.say(Author.BOT, text, {**content_json(card, evidence), **more})


def tell(plan: Plan, handoff: int) -> Rows:
    """Return the rows of a contact; handoff: the number of its handoff, if it gets one."""
    story = _Story(plan, plan.at, Random(plan.number))  # noqa: S311
    _ask(story)
    if plan.switched:
        story.pass_minutes(story.dice.uniform(3, 20))
        story.channel = "messenger"
        story.type("I am on my phone now, can we go on here?")
        story.answer("Of course.", None, Evidence(Decision.TELL, fact="go_on", intent="question"))
    if plan.reason:
        _hand_off(story, handoff)
    if plan.asked:
        _ask_for_effort(story)
    _begin(story, handoff if plan.reason else None)
    return story.rows


def _ask(story: _Story) -> None:
    plan, article = story.plan, story.plan.article
    if article is None:
        for words in MISSING[plan.missing][: max(1, plan.failed)]:
            story.type(words)
            said = "I do not know that yet. Could you say it in other words?"
            story.answer(said, None, _evidence(Decision.ASK_AGAIN, None, 0.06))
        return
    for attempt in range(max(1, plan.failed)):
        _ask_about(story, article, back=plan.asked_back and not attempt)
        if attempt < plan.failed:
            story.press("No", NOT_HELPED)
            said = "I am sorry. Please say it in other words."
            story.answer(said, None, Evidence(Decision.ASK_AGAIN, intent=Intent.NOT_HELPED))
    if plan.says_helped:
        story.press("Yes", HELPED)


def _ask_about(story: _Story, article: Article, back: bool) -> None:
    story.type(story.dice.choice(article.asked))
    link = ArticleLink(article.slug, article.title, f"/help/{article.slug}")
    card = AnswerCard(link, article.steps, article.more)
    if back:
        button = article_button(article.slug, article.title)
        unsure = _evidence(Decision.CLARIFY, article, story.dice.uniform(0.45, 0.74))
        said = "Which of these do you mean?"
        story.answer(said, ClarifyCard(), unsure, buttons=[button.to_json()])
        story.press(article.title, Choice(ChoiceKind.ARTICLE, article.slug))
        chosen = Evidence(Decision.ANSWER, CHOSEN, intent=Intent.CHOOSE_ARTICLE)
        story.answer(article.short, card, chosen)
        return
    sure = story.dice.uniform(0.78, 0.99) - 0.12 * bool(story.plan.failed)
    story.answer(article.short, card, _evidence(Decision.ANSWER, article, sure))


def _evidence(decision: Decision, article: Article | None, confidence: float) -> Evidence:
    hits = (Hit(article.slug, article.title, confidence),) if article else ()
    return Evidence(decision, hits=hits, intent=Intent.QUESTION)


def _hand_off(story: _Story, handoff: int) -> None:
    plan, agent, opened = story.plan, story.plan.number % 2, story.clock
    assert plan.reason
    story.type("Can I talk to a person please?")
    reason = Evidence(Decision.HAND_OFF, plan.reason.value, intent=Intent.ASK_PERSON)
    story.answer("A colleague will be with you.", None, reason)
    opened = story.clock
    waiting, claimed = HandoffState.WAITING, HandoffState.CLAIMED
    _move(story, handoff, Transition.OPEN, waiting)
    story.pass_minutes(plan.wait)
    _move(story, handoff, Transition.CLAIM, claimed, agent)
    story.say(Author.AGENT, "Hello, I am looking into it.", {}, agent)
    if plan.transfer_wait:
        story.pass_minutes(1.5)
        _move(story, handoff, Transition.TRANSFER, waiting)
        story.pass_minutes(plan.transfer_wait)
        agent = 2
        _move(story, handoff, Transition.CLAIM, claimed, agent)
    for _ in range(plan.re_asked):
        asked = {"message": story.message, "what": "what they asked", "at": story.clock}
        story.rows[repeated_questions].append({"conversation": story.conversation, **asked})
        story.say(Author.AGENT, "What is it about, please?", {}, agent)
        story.type("As I told your colleague before.")
    story.pass_minutes(story.dice.uniform(1, 5))
    story.say(Author.AGENT, "That is settled now.", {}, agent)
    story.type("Thank you.")
    _move(story, handoff, Transition.RESOLVE, HandoffState.RESOLVED, agent)
    who, name = AGENTS[agent]
    if plan.number % 3 == 0:
        refused = {"handoff": handoff, "conversation": story.conversation, "at": story.clock}
        policy = (plan.number // 3) % 5 % len(REFUSED)
        story.rows[refusals].append({**refused, "policy": policy, "by_name": name})
    story.rows[handoffs].append(
        {
            "id": handoff,
            "conversation": story.conversation,
            "state": HandoffState.RESOLVED,
            "reason": plan.reason,
            "queue": plan.queue,
            "segment": plan.segment,
            "opened_at": opened,
            "agent": who,
            "agent_name": name,
            "claimed_at": story.clock,
            "ended_at": story.clock,
            "outcome": Resolution.SOLVED,
        }
    )


def _move(
    story: _Story, handoff: int, move: Transition, state: HandoffState, agent: int = -1
) -> None:
    who, name = AGENTS[agent] if agent >= 0 else ("", "")
    made = {
        "handoff": handoff,
        "conversation": story.conversation,
        "at": story.clock,
        "actor": who,
        "actor_name": name,
        "transition": move,
        "reason": "",
        "state": state,
        "agent": who,
        "agent_name": name,
        "queue": story.plan.queue,
        "detail": {},
        "announced_at": story.clock,
    }
    story.rows[handoff_events].append(made)


def _ask_for_effort(story: _Story) -> None:
    plan = story.plan
    story.pass_minutes(0.2)
    asked_by, asked_at = story.message, story.clock
    story.say(Author.BOT, "How much effort was it?", content_json(SurveyCard()))
    if plan.score:
        story.press(str(plan.score), Choice(ChoiceKind.EFFORT, str(plan.score)))
    comment = _comment(plan)
    story.rows[surveys].append(
        {
            "conversation": story.conversation,
            "asked_at": asked_at,
            "moment": Moment.RESOLVED if plan.reason else Moment.SILENCE,
            "asked_by": asked_by,
            "score": plan.score,
            "comment": comment,
            "meaning": NOT_GROUPED if comment else None,
            "answered_at": story.clock if plan.score else None,
        }
    )


def _comment(plan: Plan) -> str:
    if (plan.score or 0) < HIGH_SCORE or plan.number % 2:
        return ""
    said = _COMMENTS[0 if plan.re_asked else 1 if plan.reason else 2]
    return said[plan.number // 2 % len(said)]


def _begin(story: _Story, handoff: int | None) -> None:
    plan = story.plan
    said = [each for each in story.rows[utterances] if each["author"] is Author.CUSTOMER]
    customer = f"{DEMO_PREFIX}customer-{plan.person}" if plan.person % 5 else ""
    story.rows[conversations].append(
        {
            "id": story.conversation,
            "customer": customer,
            "profile": {
                "customer": customer,
                "name": f"Demo customer {plan.person}" if customer else "Demo, not signed in",
                "segment": plan.segment,
                "facts": [["Demo history", "made up"]],
            },
            "channel": "web",
            "page": "",
            "started_at": plan.at,
            "last_at": said[-1]["at"],
            "silence_at": story.clock,  # nobody is to be asked anything any more
            "segment": plan.segment,
            "handoff": handoff,
        }
    )
