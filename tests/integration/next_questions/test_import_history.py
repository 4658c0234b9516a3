"""Old conversations taken into the record: whole or not at all, each once, in their time."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, select

from commands.next_questions import Known, TakenIn, take_in
from core.errors import EffieError, Fault
from core.next_questions import FollowCounts, clusters
from store.database import Database
from store.next_questions import Histories, ImportOvertaken, Visits
from store.schema import next_visits
from tests.integration.next_questions.test_visits import catch_up, learned
from tests.support.clientele import ask, begin
from tests.unit.next_questions.asking import ask as ask_in_memory

pytestmark = pytest.mark.every_database
KNOWN = Known({"a", "b", "x", "y"}, ("newcomer", "expert"))
BEGIN = datetime(2026, 3, 1, tzinfo=timezone.utc)


def line(name: str, *articles: str, segment: str = "", day: int = 0) -> str:
    messages = [
        {"at": (BEGIN + timedelta(days=day, minutes=place)).isoformat(), "article": article}
        for place, article in enumerate(articles)
    ]
    return json.dumps({"conversation": name, "segment": segment or None, "messages": messages})


def written(folder: Path, *lines: str, name: str = "history.jsonl") -> Path:
    file = folder / name
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def some(prefix: str = "t") -> list[str]:
    chains = [line(f"{prefix}-{n}", "a", "b", segment="expert", day=n) for n in range(20)]
    return [*chains, *(line(f"{prefix}-x{n}", "x", "y", day=n) for n in range(60))]


def import_file(
    database: Database,
    file: Path,
    find: Callable[[Sequence[str]], Sequence[str]] = lambda texts: [""] * len(texts),
) -> TakenIn:
    return take_in(database, file, KNOWN, "newcomer", lambda: find, lambda *_: None)


def kept(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(next_visits)).scalar_one()


def test_an_imported_history_counts_for_the_segments_it_names(
    database: Database, tmp_path: Path
) -> None:
    done = import_file(database, written(tmp_path, *some()))
    assert (done.conversations, done.questions, done.again) == (80, 160, 0)
    counts = learned(database)
    assert counts.of("expert").row("a").believed("b").follows == pytest.approx(20, abs=0.1)
    assert counts.of("newcomer").row("a").visits == 0
    assert counts.of("newcomer").row("x").visits == 60, "no segment is the default one"
    assert {(each.before, each.after) for each in clusters(counts.all)} == {("a", "b"), ("x", "y")}


def test_the_same_file_and_the_same_conversations_again_change_nothing(
    database: Database, tmp_path: Path
) -> None:
    file = written(tmp_path, *some())
    import_file(database, file)
    before = kept(database)
    assert import_file(database, file).imported_before
    grown = written(tmp_path, *some(), line("new", "a", "b"), name="grown.jsonl")
    done = import_file(database, grown)
    assert (done.conversations, done.again, kept(database)) == (1, 80, before + 2)


def test_words_are_looked_up_and_those_without_an_article_left_out(
    database: Database, tmp_path: Path
) -> None:
    at = BEGIN.isoformat()
    said = [{"at": at, "article": "a"}, {"at": at, "text": "what is b"}, {"at": at, "text": "hm"}]
    file = written(tmp_path, json.dumps({"conversation": "t", "messages": said}))
    words = {"what is b": "b"}
    done = import_file(database, file, lambda texts: [words.get(text, "") for text in texts])
    assert (done.messages, done.questions) == (3, 2)
    assert learned(database).all.row("a").believed("b").follows == 1


@pytest.mark.parametrize(
    ("bad", "remedy"),
    [
        (line("t", "a", "nowhere"), "there is no article 'nowhere'"),
        (line("t", "a", day=40_000), "ahead of now"),
        ('{"conversation": "t"', "this is no JSON"),
    ],
)
def test_after_a_mistake_in_the_last_line_nothing_is_kept(
    database: Database, tmp_path: Path, bad: str, remedy: str
) -> None:
    with pytest.raises(Fault) as fault:
        import_file(database, written(tmp_path, *some(), bad))
    assert "history.jsonl" in fault.value.message
    assert "81" in fault.value.message
    assert remedy in fault.value.message
    assert kept(database) == 0


def test_a_file_that_is_not_there_is_told_with_a_remedy(database: Database, tmp_path: Path) -> None:
    with pytest.raises(EffieError, match=r"can't be read .* FROM="):
        import_file(database, tmp_path / "nothing.jsonl")


def test_what_was_cut_off_counts_for_nothing_and_is_cleared_away(
    database: Database, tmp_path: Path
) -> None:
    histories, visit = Histories(database), {"conversation": "t", "person": "p", "segment": "s"}
    visit |= {"article": "a", "after": "", "after_segment": ""}
    cut_off = histories.begin("digest", "old.jsonl")
    histories.add(cut_off, [{**visit, "seq": 1, "at": BEGIN}])
    import_file(database, written(tmp_path, *some()))
    assert kept(database) == 160
    assert learned(database).all.row("a").visits == 20
    with pytest.raises(ImportOvertaken):
        histories.finish(cut_off, lambda _: None)
    assert learned(database).all.row("a").visits == 20


def test_what_customers_asked_here_is_counted_after_what_was_asked_before(
    database: Database, tmp_path: Path
) -> None:
    for number in range(3):
        ask(begin(database, f"ann-{number}", "expert"), "a", "y", offered=["y", "b"])
    catch_up(Visits(database))
    import_file(database, written(tmp_path, *some()))
    ask(begin(database, "bob", "expert"), "a", "y")
    catch_up(Visits(database))
    expected = learned(database).of("expert").row("a")
    assert expected.visits == 24
    whole = FollowCounts()
    ask_in_memory(whole, "a", "b", segment="expert", times=20)
    ask_in_memory(whole, "a", "y", segment="expert", times=3, offered=["y", "b"])
    ask_in_memory(whole, "a", "y", segment="expert")
    for follower in "by":
        in_order = whole.of("expert").row("a").believed(follower)
        assert expected.believed(follower) == in_order
