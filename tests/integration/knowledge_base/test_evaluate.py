"""The evaluation: its figures, its file checks, and how good the shipped articles are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.evaluate import main
from core.answering import Answer, Clarify, HandOff, Hit, Reason, Reply, Retrieval
from knowledge_base.evaluation.metrics import (
    Direction,
    EvaluatedQuery,
    Mistaken,
    measure,
    mistaken_pairs,
    percentile_95,
)

QUESTIONS = Path(__file__).parents[2] / "data" / "questions.csv"
KEYS = [
    "questions", "in_scope", "accuracy", "recall_at_3", "answered_right", "answered_wrong",
    "clarified_right", "clarified_wrong", "handed_off", "handed_off_right", "auroc", "mcc",
    "milliseconds_median", "milliseconds_p95",
]  # fmt: skip


@pytest.fixture(autouse=True)
def var(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EFFIE_VAR", str(tmp_path_factory.getbasetemp() / "var"))


def outcome(label: str, kind: str, *slugs: str, confidence: float = 0.5) -> EvaluatedQuery:
    hits = tuple(Hit(slug, slug.title(), confidence - 0.1 * n) for n, slug in enumerate(slugs))
    replies: dict[str, Reply] = {
        "answer": Answer(hits[0]),
        "clarify": Clarify(hits[:3]),
        "hand off": HandOff(Reason.NOTHING_FITS),
    }
    return EvaluatedQuery(label, Retrieval("?", hits), replies[kind])


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


def test_articles_taken_for_each_other_are_listed_in_both_directions_the_costliest_first() -> None:
    wrong = [
        *[outcome("a", "answer", "b")] * 2,
        *[outcome("b", "answer", "a")] * 3,
        outcome("a", "clarify", "b", "c"),
        outcome("", "answer", "c"),
    ]
    right = [
        outcome("a", "answer", "a"),
        outcome("a", "clarify", "b", "a"),
        outcome("a", "hand off", "b"),
    ]
    assert mistaken_pairs([*wrong, *right]) == [
        Mistaken((Direction("a", "b", 2, 1), Direction("b", "a", 3, 0))),
        Mistaken((Direction("", "c", 1, 0),)),
    ]


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
        (b"text;label\nhi;\n", "q.csv, line 1: there is no column 'text' and 'label'"),
        (b"text,label,text\nhi,,ho\n", "q.csv, line 1: the column 'text' is there twice"),
        (b"text,label\nhi,\nhel\0lo,\n", "q.csv, line 3: there is a NUL character"),
        ("text,label\nhi,\n".encode("utf-16"), "q.csv, line 1: this is not UTF-8"),
        (b'text,label\nhi,\n"hello,\nyou,\n', "q.csv, line 3: a quote that opens here"),
        (b"text,label\nhi,\n" + b"x" * 200_000 + b",\n", "q.csv, line 3: a value is longer than"),
        (b'text,label\n"hi\nyou",\nho,nope\n', "q.csv, line 4: there is no article 'nope'"),
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


def test_long_questions_other_scripts_and_emoji_are_questions_like_any_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    examples, questions, out = (tmp_path / name for name in ("e.csv", "q.csv", "out.json"))
    examples.write_text(
        "text,label\nplay a song,MUSIC\nput some jazz on,MUSIC\nis it raining,RAIN\n"
    )
    odd = [
        "音楽をかけて",
        "какая погода",
        "🎷🎶",
        "ﷺ\u200f",
        "é" * 3,
        "play " * 10_000,
        "?",
        "a\u0301" * 50,
    ]
    questions.write_text("text,label\n" + "".join(f"{text},\n" for text in odd))
    arguments = ["--questions", str(questions), "--examples", str(examples), "--json", str(out)]
    assert main(arguments) == 0
    assert json.loads(out.read_text())["questions"] == len(odd)
    assert capsys.readouterr().err == ""


def test_a_single_article_can_be_measured(tmp_path: Path) -> None:
    examples, questions, out = (tmp_path / name for name in ("e.csv", "q.csv", "out.json"))
    examples.write_text("text,label\nplay a song,MUSIC\n")
    questions.write_text("text,label\nplay a song,MUSIC\nbuy a sofa,\n")
    arguments = ["--questions", str(questions), "--examples", str(examples), "--json", str(out)]
    assert main(arguments) == 0
    assert json.loads(out.read_text())["accuracy"] == 1


def test_a_folder_without_any_readable_article_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "empty.md").write_text("")
    (folder / "no_words.md").write_text("---\ntitle: x\n---\n")
    monkeypatch.setenv("EFFIE_ARTICLES", str(folder))
    assert main(["--questions", str(QUESTIONS)]) == 2
    told = capsys.readouterr().err
    assert "empty.md, line 1" in told
    assert "There is no article in" in told
    monkeypatch.setenv("EFFIE_ARTICLES", str(tmp_path / "nowhere"))
    assert main(["--questions", str(QUESTIONS)]) == 2
    assert "check EFFIE_ARTICLES" in capsys.readouterr().err
