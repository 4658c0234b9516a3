"""A year of conversations with all that the pages of insights show, made up by a fixed seed.

Beside what `benchmarks.conversations` makes up: answers, calls for a person move by move, comments
in groups, refusals, next questions, gaps, and searches of the help centre.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Column, Row, Table, insert, select, update

from benchmarks.conversations import made_up
from core.content_gaps import GapKind, GapState
from core.conversations import Author, Decision
from core.handoffs import HandoffState, Transition
from core.next_questions import Step
from store.clock import now
from store.content_gaps.question_log import JOB as QUESTION_LOG
from store.database import Database
from store.next_questions.remaking import JOB as NEXT_QUESTIONS
from store.progress import note_progress
from store.schema import (
    gap_evidence,
    gaps,
    handoff_events,
    handoffs,
    help_searches,
    insight_drivers,
    next_offers,
    next_visits,
    policies,
    question_log,
    refusals,
    surveys,
    utterances,
)

ARTICLES, POLICIES, GAPS, GROUPS, SEARCHES = 97, 40, 3_000, 300, 800
_BATCH = 10_000  # rows that are read at once
_COMMENTED, _IN_NO_ARTICLE, _REFUSED = 5, 10, 4  # one in so many
# Jobs whose results are made up, or that would only work beside what is measured.
_DONE_BEFORE = (QUESTION_LOG, NEXT_QUESTIONS, "suggested_examples", "gaps")
_Rows = dict[Table, list[dict[str, Any]]]


def fill(database: Database, many: int, days: int, say: Callable[[str], None]) -> None:
    """Write so many conversations into an empty record, evenly over the days up to now."""
    dice = random.Random(18)  # noqa: S311
    say("conversations")
    made_up.fill(database, many, timedelta(days=days) / many)
    say("what gaps and policies are called, and searches")
    _once(database, days, dice)
    say("questions, answers and offers")
    _each(database, utterances.c.seq, partial(_of_word, dice))
    say("calls for a person")
    _each(database, handoffs.c.id, partial(_of_call, dice))
    say("comments")
    _comment(database, dice)
    with database.writing() as connection:
        last = select(utterances.c.seq).order_by(utterances.c.seq.desc()).limit(1)
        upto = connection.execute(last).scalar_one()
        for job in _DONE_BEFORE:
            note_progress(connection, job, 0, upto)


def _each(database: Database, key: Column[int], rows_of: Callable[[Row[Any]], _Rows]) -> None:
    after = 0
    while True:
        with database.reading() as connection:
            query = select(key.table).where(key > after).order_by(key).limit(_BATCH)
            read = connection.execute(query).all()
        if not read:
            return
        after = getattr(read[-1], key.name)
        rows: _Rows = defaultdict(list)
        for row in read:
            for target, some in rows_of(row).items():
                rows[target] += some
        _write(database, rows)


def _write(database: Database, rows: _Rows) -> None:
    with database.writing() as connection:
        for table, some in rows.items():
            if some:
                connection.execute(insert(table), some)


def _of_word(dice: random.Random, said: Row[Any]) -> _Rows:
    """What came of a customer's word: an answer with two next questions, or a gap."""
    if said.author != Author.CUSTOMER:
        return {}
    answered = dice.randrange(_IN_NO_ARTICLE) > 0
    article = f"article-{dice.randrange(ARTICLES)}" if answered else ""
    logged = {
        **{"seq": said.seq, "conversation": said.conversation, "question": said.text},
        **{"at": said.at, "decision": Decision.ANSWER if answered else Decision.ASK_AGAIN},
        **{"reason": "", "article": article, "confidence": dice.random(), "next_taken": ""},
        **{"clarified_in_vain": False, "helped": dice.choice((None, None, True, False))},
        "handoff": "",
    }
    if answered:
        return {question_log: [logged], **_offered(said, article, dice)}
    met = {
        **{"gap": 1 + dice.randrange(GAPS), "kind": GapKind.NO_ANSWER, "source": "question"},
        **{"source_id": said.seq, "words": f"wording {dice.randrange(400)}", "answer": ""},
        **{"by_name": "", "conversation": said.conversation, "article": "", "channel": "web"},
        **{"segment": "newcomer", "at": said.at},
    }
    return {question_log: [logged], gap_evidence: [met]}


def _offered(said: Row[Any], article: str, dice: random.Random) -> _Rows:
    own = {"article": article, "segment": "newcomer", "at": said.at}
    visit = {
        **{"source": 0, "seq": said.seq, "conversation": said.conversation, "person": "p"},
        **{"after": "", "after_segment": "", "how": Step.UNASKED},
    }
    outcomes = (dice.choice((Step.PRESSED, Step.ANYWAY, *[Step.SHOWN] * 5)), Step.SHOWN)
    offers = [
        own
        | {"visit": said.seq, "place": n, "offered": f"next-{n}", "outcome": came, "taken_by": 0}
        for n, came in enumerate(outcomes, 1)
    ]
    return {next_visits: [own | visit], next_offers: offers}


def _of_call(dice: random.Random, call: Row[Any]) -> _Rows:
    waited, held = timedelta(seconds=dice.randrange(600)), timedelta(seconds=dice.randrange(1_900))
    moves = [
        (Transition.OPEN, HandoffState.WAITING, call.opened_at),
        (Transition.CLAIM, HandoffState.CLAIMED, call.opened_at + waited),
    ]
    if call.state == HandoffState.RESOLVED:
        moves.append((Transition.RESOLVE, HandoffState.RESOLVED, call.opened_at + waited + held))
    events = [
        {
            **{"handoff": call.id, "conversation": call.conversation, "at": at, "reason": ""},
            **{"actor": call.agent, "actor_name": call.agent_name, "transition": move},
            **{"state": state, "agent": call.agent, "agent_name": call.agent_name},
            **{"queue": call.queue, "detail": {}, "announced_at": at},
        }
        for move, state, at in moves
    ]
    refused = call.state == HandoffState.RESOLVED and not dice.randrange(_REFUSED)
    refusal = {
        **{"handoff": call.id, "conversation": call.conversation, "by_name": call.agent_name},
        **{"policy": 1 + dice.randrange(POLICIES), "at": call.opened_at},
    }
    return {handoff_events: events, refusals: [refusal] if refused else []}


def _comment(database: Database, dice: random.Random) -> None:
    with database.reading() as connection:
        asked = connection.execute(select(surveys.c.conversation)).scalars().all()
    with database.writing() as connection:
        for conversation in asked[::_COMMENTED]:
            group = min(GROUPS, int(dice.paretovariate(0.7)))  # some say what many say
            words = f"what people say {group} in wording {dice.randrange(40)}"
            said = {"comment": words, "meaning": group, "nearness": dice.random()}
            own = surveys.c.conversation == conversation
            connection.execute(update(surveys).where(own).values(**said))


def _once(database: Database, days: int, dice: random.Random) -> None:
    today, at = now().date(), now()
    states = (GapState.OPEN, GapState.ARTICLE, GapState.DISMISSED)
    rows: _Rows = defaultdict(list)
    for number in range(1, POLICIES + 1):
        words = f"No refund because of rule {number}"
        made = {"id": number, "words": words, "sameness": words.lower()}
        rows[policies].append({**made, "made_at": at, "made_by_name": "benchmark"})
    for number in range(1, GAPS + 1):
        state = states[number % len(states)]
        decided = None if state is GapState.OPEN else at - timedelta(days=dice.randrange(days))
        named = {"id": number, "about": "", "state": state, "article": "", "why": ""}
        rows[gaps].append({**named, "decided_by_name": "", "decided_at": decided})
    found: dict[str, Any] = {"rated": {}, "drivers": {}}  # so that web looks for none of its own
    rows[insight_drivers] = [{"id": 1, "made_at": at, "report": found}]
    rows[help_searches] = list(_searches(today, days, dice))
    _write(database, rows)


def _searches(today: date, days: int, dice: random.Random) -> Iterator[dict[str, Any]]:
    for ago in range(days):
        for number in range(SEARCHES):
            words = {"words": f"search for {number}", "article": ""}
            found = {"times": 1 + number % 7, "results": 2 * dice.randrange(6)}
            yield {"day": today - timedelta(days=ago), **words, **found}
