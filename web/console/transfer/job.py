"""An import in a process of its own: `python -m web.console.transfer.job`.

Reading thousands of files would hold up everybody's messages in the web process, and whatever an
upload does to this process it does to no other. The job is one line of JSON on standard input;
what comes of it is told on standard output, a line of JSON for each step.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from core.articles.importing import ImportOutcome
from core.errors import EffieError
from core.staff import Role, StaffMember
from store.article_files import (
    ImportOptions,
    ImportReport,
    import_questions,
    read_question_table,
)
from store.database import Database
from store.exports import bring_in, is_article_table

ARTICLES, QUESTIONS = "articles", "questions"
MAX_LISTED_ARTICLES = 300  # of each outcome; the numbers tell the rest
MAX_FAULTS = 1_000
_TELL_EVERY = 0.2  # seconds
_NICE = 10  # what customers wait for goes first


@dataclass(frozen=True)
class Job:
    """One import.

    path: of the uploaded file; name: what it was called
    options: as in ImportOptions
    """

    database_url: str
    kind: str  # ARTICLES or QUESTIONS
    path: str
    name: str
    options: Mapping[str, bool]
    member: str
    member_name: str

    def line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"


def main() -> None:
    """Do the job; what its file is no good for is told as an error, like everything else."""
    os.nice(_NICE)
    job = Job(**json.loads(sys.stdin.readline()))
    try:
        _say(result=_json(_do(job)))
    except EffieError as error:
        _say(error=type(error).__name__, message=error.message)


def _do(job: Job) -> ImportReport:
    database, options, tell = (
        Database(job.database_url),
        ImportOptions(**job.options),
        _Teller().tell,
    )
    member = StaffMember(job.member, "", job.member_name, Role.CONTENT_MANAGER)
    path = Path(job.path)
    if job.kind == QUESTIONS and not is_article_table(path, job.name):
        table = read_question_table(job.name, path.read_bytes())
        return import_questions(database, table, options, member, tell)
    return bring_in(database, path, job.name, options, member, tell)


class _Teller:
    """Tells how far it is, now and then."""

    def __init__(self) -> None:
        self._told = 0.0

    def tell(self, stage: str, done: int, total: int) -> None:
        if done >= total or time.monotonic() - self._told >= _TELL_EVERY:
            self._told = time.monotonic()
            _say(stage=stage, done=done, total=total)


def _json(done: ImportReport) -> dict[str, Any]:
    faults = [asdict(fault) for fault in done.all_faults]
    listed: dict[str, list[str]] = {}
    for outcome in ImportOutcome:
        slugs = [each.slug for each in done.results if each.outcome is outcome]
        if slugs:
            listed[outcome.value] = slugs
    return {
        "dry": done.dry,
        "origin": done.origin,
        "drafts": done.drafts,
        "questions": done.questions,
        "counts": {outcome: len(slugs) for outcome, slugs in listed.items()},
        "listed": {outcome: slugs[:MAX_LISTED_ARTICLES] for outcome, slugs in listed.items()},
        "faults": faults[:MAX_FAULTS],
        "faults_in_all": len(faults),
    }


def _say(**values: Any) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
