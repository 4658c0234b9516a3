"""The evaluation: its figures, its file checks, and how good the shipped articles are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.evaluate import main
from core.answering import Answer, Clarify, HandOff, Hit, Reason, Reply, Retrieval
from knowledge_base.evaluation import Outcome, confusions, measure, percentile_95

QUESTIONS = Path(__file__).parents[1] / "data" / "questions.csv"
KEYS = [
    "questions", "in_scope", "accuracy", "recall_at_3", "answered_right", "answered_wrong",
    "clarified_right", "clarified_wrong", "handed_off", "handed_off_right", "auroc", "mcc",
    "milliseconds_median", "milliseconds_p95",
]  # fmt: skip


@pytest.fixture(autouse=True)
def var(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EFFIE_VAR", str(tmp_path_factory.getbasetemp() / "var"))


def outcome(label: str, kind: str, *slugs: str, confidence: float = 0.5) -> Outcome:
    hits = tuple(Hit(slug, slug.title(), confidence - 0.1 * n) for n, slug in enumerate(slugs))
    replies: dict[str, Reply] = {
        "answer": Answer(hits[0]),
        "clarify": Clarify(hits[:3]),
        "hand off": HandOff(Reason.NOTHING_FITS),
    }
    return Outcome(label, Retrieval("?", hits), replies[kind])


def test_each_outcome_is_counted_once_and_where_it_belongs() -> None:
    figures = measure(
        [
            outcome("a", "answer", "a", "b", confidence=0.9),
            outcome("a", "answer", "b", "a", confidence=0.8),
            outcome("a", "clarify", "b", "c", "a", confidence=0.6),
            outcome("a", "clarify", "b", "c", "d", "a", confidence=0.6),
            outcome("a", "hand off", "a", confidence=0.1),
            outcome("", "hand off", "a", confidence=0.1),
            outcome("", "answer", "a", confidence=0.7),
            outcome("", "clarify", "a", confidence=0.2),
        ],
        [1.0, 2.0, 9.0],
    )
    assert (figures.questions, figures.in_scope) == (8, 5)
    assert figures.accuracy == pytest.approx(2 / 5)
    assert figures.recall_at_3 == pytest.approx(4 / 5)
    assert figures.answered_right == pytest.approx(1 / 8)
    assert figures.answered_wrong == pytest.approx(2 / 8)
    assert figures.clarified_right == pytest.approx(1 / 8)
    assert figures.clarified_wrong == pytest.approx(2 / 8)
    assert figures.handed_off == pytest.approx(2 / 8)
    assert figures.handed_off_right == pytest.approx(1 / 8)
    # of the 15 pairs of a known and an unknown question, 10 are in order and one is a tie
    assert figures.auroc == pytest.approx(10.5 / 15)
    assert figures.milliseconds_median == 2.0


def test_perfect_answers_have_a_correlation_of_one() -> None:
    perfect = [
        outcome("a", "answer", "a"),
        outcome("b", "answer", "b"),
        outcome("", "hand off", "a"),
    ]
    assert measure(perfect, [1.0]).mcc == pytest.approx(1)


def test_figures_that_need_another_kind_of_question_are_none() -> None:
    known = measure([outcome("a", "answer", "a")], [1.0])
    unknown = measure([outcome("", "hand off", "a")], [1.0])
    assert known.auroc is None
    assert unknown.auroc is None
    assert unknown.accuracy is None
    assert known.accuracy == 1


def test_wrong_answers_are_listed_the_most_frequent_first() -> None:
    wrong = [outcome("a", "answer", "b")] * 3 + [outcome("", "answer", "c")]
    assert confusions([*wrong, outcome("a", "answer", "a")]) == [("a", "b", 3), ("", "c", 1)]


def test_the_95th_percentile_is_near_the_end() -> None:
    assert percentile_95([float(n) for n in range(101)]) == pytest.approx(95)
    assert percentile_95([7.0]) == 7.0


def test_the_shipped_articles_answer_our_own_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "figures.json"
    assert main(["--questions", str(QUESTIONS), "--json", str(out)]) == 0
    figures = json.loads(out.read_text())
    assert list(figures) == KEYS
    assert figures["accuracy"] >= 0.88
    assert figures["recall_at_3"] >= 0.95
    assert figures["answered_wrong"] <= 0.05
    assert figures["auroc"] >= 0.97
    assert figures["mcc"] >= 0.8
    assert "answered right" in capsys.readouterr().out


def test_examples_stand_in_for_the_articles(tmp_path: Path) -> None:
    examples, questions, out = (tmp_path / name for name in ("e.csv", "q.csv", "out.json"))
    examples.write_text(
        "text,label\nplay a song,MUSIC\nput some jazz on,MUSIC\nis it raining,WEATHER\n"
        "how warm is it outside,WEATHER\n"
    )
    questions.write_text("label,text\nMUSIC,play some music\nWEATHER,will it rain\n,buy a sofa\n")
    arguments = ["--questions", str(questions), "--examples", str(examples), "--json", str(out)]
    assert main(arguments) == 0
    figures = json.loads(out.read_text())
    assert figures["accuracy"] == 1
    assert (figures["questions"], figures["in_scope"]) == (3, 2)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "q.csv, line 1: there is no column 'text' and 'label'"),
        (b"text,topic\nhi,x\n", "q.csv, line 1: there is no column 'label'"),
        (b"text,label\n", "q.csv, line 1: there are no questions"),
        (b"text,label\nhi,\ncaf\xe9,\n", "q.csv, line 3: this is not UTF-8"),
        (b"text,label\nhi,\n  ,change_pin\n", "q.csv, line 3: the text is empty"),
        (b"text,label\nhi,\nhello,no_such\n", "q.csv, line 3: there is no article 'no_such'"),
        (b"text,label\nhi, there,\n", "q.csv, line 2: 3 values for 2 columns"),
        (b'text,label\n"hi" there,\n', "q.csv, line 2: this is not CSV"),
    ],
)
def test_a_faulty_file_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    file = tmp_path / "q.csv"
    file.write_bytes(content)
    assert main(["--questions", str(file)]) == 2
    assert message in capsys.readouterr().err


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--questions", str(tmp_path / "none.csv")]) == 2
    assert "none.csv, line 1: the file can't be read" in capsys.readouterr().err


def test_an_example_without_label_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    examples = tmp_path / "e.csv"
    examples.write_text("text,label\nhello,\n")
    assert main(["--questions", str(QUESTIONS), "--examples", str(examples)]) == 2
    assert "e.csv, line 2: an example needs a label" in capsys.readouterr().err
