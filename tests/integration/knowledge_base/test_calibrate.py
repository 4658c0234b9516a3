"""Choosing thresholds from articles and labelled questions, as a content manager does."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from commands.calibrate import MIN_IN_SEGMENT, main
from core.answering import Thresholds
from core.errors import Fault
from core.settings import Confidence
from store.settings_files import read_settings, write_confidence

HOME = Path(__file__).parents[3]
SLUGS = (
    "age_limit", "atm_support", "automatic_top_up", "card_swallowed", "change_pin",
    "contactless_not_working", "country_support", "exchange_via_app", "lost_or_stolen_phone",
    "passcode_forgotten", "terminate_account", "visa_or_mastercard",
)  # fmt: skip
ASKED = HOME / "tests" / "data" / "questions.csv"


@pytest.fixture
def folder(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A copy of the settings, and a dozen of the shipped articles."""
    settings, articles = tmp_path / "settings", tmp_path / "articles"
    shutil.copytree(HOME / "settings", settings)
    articles.mkdir()
    for slug in SLUGS:
        copy(slug, articles)
    monkeypatch.setenv("EFFIE_SETTINGS", str(settings))
    monkeypatch.setenv("EFFIE_ARTICLES", str(articles))
    monkeypatch.setenv("EFFIE_VAR", str(tmp_path_factory.getbasetemp() / "var"))
    return tmp_path


def copy(slug: str, folder: Path) -> None:
    """Copy a shipped article, at most twelve of its questions, and no link to another."""
    text = (HOME / "knowledge_base" / "articles" / f"{slug}.md").read_text()
    text = re.sub(r"next:\n(  - .*\n)+", "next: []\n", text)
    head, questions, rest = re.split(r"(?s)questions:\n((?:  - .*?\n)+)(?=\w)", text, maxsplit=1)
    kept = "".join(questions.splitlines(keepends=True)[:12])
    (folder / f"{slug}.md").write_text(f"{head}questions:\n{kept}{rest}")


def labelled(file: Path, times: int = 1, segment: str = "") -> Path:
    """Our own questions; those about other articles have no answer here."""
    with ASKED.open() as asked, file.open("w") as out:
        writer = csv.writer(out)
        writer.writerow(["text", "label", "segment"])
        for row in list(csv.DictReader(asked)):
            label = row["label"] if row["label"] in SLUGS else ""
            for number in range(times):
                writer.writerow([row["text"] + " please" * number, label, segment])
    return file


def test_without_labels_the_articles_own_questions_are_held_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["--wrong-at-most", "0.1"])
    told = capsys.readouterr().out
    written = (folder / "settings" / "confidence.yml").read_text()
    assert status in (0, 1)
    assert "20% of the questions are assumed to have no article" in told
    assert "by cross-validation" in told
    assert "# How sure the assistant must be" in written, "the explanations stay"
    assert "# at least this sure: the article is shown at once" in written
    assert "wrong_of_answers:" in written
    chosen = read_settings(folder / "settings").confidence.common
    assert f"answer {chosen.answer:.2f}" in told
    assert chosen.choice <= chosen.clarify <= chosen.answer


def test_the_report_has_its_pictures_and_says_what_moving_a_threshold_changes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = labelled(folder / "asked.csv", times=3)
    before = (folder / "settings" / "confidence.yml").read_bytes()
    main(["--questions", str(questions), "--dry-run", "--wrong-at-most", "0.2"])
    assert (folder / "settings" / "confidence.yml").read_bytes() == before
    told = capsys.readouterr().out
    reports = Path(re.search(r"would change: (.*)\n", told)[1]).parent  # type: ignore[index]
    page = (reports / "thresholds.html").read_text()
    assert "instead of" in page
    assert "180 labelled questions from asked.csv" in page
    assert "prefers-color-scheme" in page
    picture = ElementTree.parse(reports / "thresholds.svg").getroot()
    words = " ".join(text.text or "" for text in picture.iter("{http://www.w3.org/2000/svg}text"))
    for name in ("answered at once", "wrong, share of the answers", "how often it was right"):
        assert name in words
    marks = [c for c in picture.iter("{http://www.w3.org/2000/svg}circle") if c.get("class")]
    assert sum(c.get("class") == "mark" for c in marks) == 1


def test_a_segment_gets_thresholds_of_its_own_when_enough_of_its_questions_are_labelled(
    folder: Path,
) -> None:
    rows = len(ASKED.read_text().splitlines()) - 1
    times = -(-MIN_IN_SEGMENT // rows)
    many = labelled(folder / "many.csv", times, "business")
    main(["--questions", str(many), "--wrong-at-most", "0.2"])
    assert set(read_settings(folder / "settings").confidence.by_segment) == {"business"}
    few = labelled(folder / "few.csv", times - 1, "business")
    main(["--questions", str(few), "--wrong-at-most", "0.2"])
    assert not read_settings(folder / "settings").confidence.by_segment


def test_what_stands_in_the_articles_word_for_word_does_not_count(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (folder / "articles" / "change_pin.md").read_text()
    known = re.search(r"questions:\n  - (.*)\n", text)
    assert known
    questions = labelled(folder / "asked.csv", times=2)
    with questions.open("a") as out:
        csv.writer(out).writerow([known[1].strip("\"'").upper(), "change_pin", ""])
    main(["--questions", str(questions), "--dry-run"])
    assert "(1 more stand in the articles word for word" in capsys.readouterr().out


def test_too_few_questions_change_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "settings" / "confidence.yml").read_bytes()
    assert main(["--questions", str(labelled(folder / "asked.csv"))]) == 2
    assert "Only 60 questions could be asked; 100 are the fewest" in capsys.readouterr().err
    assert (folder / "settings" / "confidence.yml").read_bytes() == before


def test_a_single_article_or_none_is_told_what_is_missing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for slug in SLUGS[1:]:
        (folder / "articles" / f"{slug}.md").unlink()
    assert main([]) == 2
    assert "It takes two articles" in capsys.readouterr().err
    (folder / "articles" / f"{SLUGS[0]}.md").unlink()
    assert main([]) == 2
    assert "There is no article" in capsys.readouterr().err


@pytest.mark.parametrize("share", ["4", "four", "-0.1"])
def test_a_target_that_is_no_share_is_refused(
    share: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["--wrong-at-most", share])
    assert "write 0.04 for 4 %" in capsys.readouterr().err


def test_an_unknown_segment_is_named_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "q.csv").write_text("text,label,segment\nhello,,\nhi there,,vip\n")
    assert main(["--questions", str(folder / "q.csv")]) == 2
    assert "q.csv, line 3: there is no segment 'vip'" in capsys.readouterr().err


def test_segments_in_the_settings_are_checked_line_by_line(folder: Path) -> None:
    own = Thresholds(0.8, 0.2, 0.05)
    write_confidence(
        folder / "settings", Confidence(Thresholds(0.7, 0.2, 0.03), {"expert": own}), {"from": "me"}
    )
    confidence = read_settings(folder / "settings").confidence
    assert confidence.of("expert") == own
    assert confidence.of("newcomer") == confidence.of("") == Thresholds(0.7, 0.2, 0.03)
    file = folder / "settings" / "confidence.yml"
    file.write_text(file.read_text().replace("answer: 0.8", "answer: 0.1"))
    with pytest.raises(Fault, match=r"confidence\.yml, line \d+: 'clarify' must not be above"):
        read_settings(folder / "settings")
    file.write_text(file.read_text().replace("expert:", "exprt:"))
    with pytest.raises(Fault, match=r"line \d+: 'exprt' is not known here"):
        read_settings(folder / "settings")
