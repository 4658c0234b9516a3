"""What the assistant understands by: every mistake in these settings is named, and where it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.errors import Fault
from store.settings_files import read_settings

SHIPPED = Path(__file__).parents[3] / "settings"
TWICE = "stands here twice; keep one of them"
A_TEXT = "must be some text; a number goes in quotes"
A_LIST = "must be a list of texts"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "settings"))


def edit(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first place where a text stands in a file; returns the line it begins in."""
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


SYNONYMS = [
    ("synonyms:", "synonym:", "Did you mean 'synonyms'?"),
    ("  atm: cash machine", "  atm:", A_TEXT),
    ("  atm: cash machine", "  atm: 24", A_TEXT),
    ("  atm: cash machine", "  atm: [cash machine]", A_TEXT),
    ("  kyc: verify", "  atm: verify", f"'atm' {TWICE}"),
    ("  kyc: verify", "  ATM: verify", f"'ATM' {TWICE}"),
    ("  kyc: verify", '  " ": verify', "must have 1 to 60 characters"),
    ("  kyc: verify", f"  kyc: {'x' * 61} #", "may have 60 characters at most"),
    ("  kyc: verify", '  "?kyc": verify', "must begin and end with a letter or digit"),
    ("  kyc: verify", "  24: verify", "put it in quotes"),
]
LANGUAGES = [
    ("assistant: [en]", "assistent: [en]", "Did you mean 'assistant'?"),
    ("assistant: [en]", "assistant: []", "must name at least one language, as [en]"),
    ("assistant: [en]", "assistant: en", A_LIST),
    ("assistant: [en]", "assistant: [english]", "write the two letters"),
    ("  es:\n", "  esp:\n", "'esp' is no language; write the two letters of one, as es or pt"),
    ("  es:\n", "  de:\n", f"'de' {TWICE}"),
    ("    name: Spanish", "    nmae: Spanish", "Did you mean 'name'?"),
    ("    name: Spanish", "    name: 7", A_TEXT),
]
SENSITIVE = [
    ("topics:", "topic:", "Did you mean 'topics'?"),
    ("    label: Threat", "    lable: Threat", "Did you mean 'label'?"),
    ("    label: Threat", "    label: [Threat]", A_TEXT),
    ("  threat:\n", "  self_harm:\n", f"'self_harm' {TWICE}"),
    ("    person: called", "    person: maybe", "must be one of called, offered"),
    ("    head_start: 240", "    head_start: soon", "must be a number from 0 to 1440"),
    ("    head_start: 240", "    head_start: 1441", "must be 0 to 1440"),
    ("    head_start: 240", "    head_start: 1.5", "must be a whole number"),
    ("    head_start: 240", "    queue: nobody #", "must be one of support"),
    ("    never: [helped,", "    never: [helpd,", "names 'helpd'; it may name helped, effort"),
    ("    never: [helped,", "    never: helped #", A_LIST),
    ("    phrases:\n", "    phrase:\n", "Did you mean 'phrases'?"),
    ("      - suicide/suicidal", "      - '***'", "'***', which has no words. Write some"),
    ("      - suicide/suicidal", "      - 7", "quote numbers and what has a colon"),
    ("      - suicide/suicidal", "      - a: colon", "quote numbers and what has a colon"),
    ("      - suicide/suicidal", "      - ''", "holds an empty text"),
    ("    examples:\n", "    exmaples:\n", "Did you mean 'examples'?"),
    ("    harmless:\n", "    harmles:\n", "Did you mean 'harmless'?"),
    ("      - i give up\n", "      - 7\n", "quote numbers and what has a colon"),
]
OFF_TOPIC = [
    ("off_topic:", "off_topics:", "Did you mean 'off_topic'?"),
    ("attack:", "off_topic:", f"'off_topic' {TWICE}"),
    ("  openings:", "  opening:", "Did you mean 'openings'?"),
    ("  openings:\n", "  openings: []\n  phrases:\n", "'openings' needs one text at least"),
    ("  openings:\n", "  openings: hello\n  phrases:\n", A_LIST),
    ("  examples:\n", "  examples: [one]\n  phrases:\n", "'examples' needs 3 at least"),
    (
        "  examples:\n    - thank you",
        "  offers: []\n  examples:\n    - thank you",
        "Known: phrases",
    ),
]
COMPANY = [
    ("questions:", "question:", "Did you mean 'questions'?"),
    ("phone: 020 7946 0112", "phone:", A_TEXT),
    ("email: ", "phone: ", f"'phone' {TWICE}"),
    ("  boxing day: 12-26", "  christmas day: 12-26", f"'christmas day' {TWICE}"),
    ("  boxing day: 12-26", "  Christmas Day: 12-26", f"'Christmas Day' {TWICE}"),
    ("  boxing day: 12-26", "  boxing day: 2027-02-30", "day is out of range for month"),
    ("  boxing day: 12-26", "  boxing day:", "must be a day of every year, as 12-25"),
]
LOOKUPS = [
    ("lookups:", "lookup:", "Did you mean 'lookups'?"),
    ("  transfers:\n", "  balance:\n", f"'balance' {TWICE}"),
    ("    article: pending", "    artikle: pending", "Did you mean 'article'?"),
    ("    found: ", "    found: 7 #", A_TEXT),
    ("    identity: [sub]", "    identity: ['']", "holds an empty text"),
    ("      - what is my balance\n", "      - 7\n", "quote numbers"),
]
ROWS = [
    (f"{name}.yml", *row)
    for name, rows in {
        "synonyms": SYNONYMS,
        "languages": LANGUAGES,
        "sensitive": SENSITIVE,
        "off_topic": OFF_TOPIC,
        "company": COMPANY,
        "lookups": LOOKUPS,
    }.items()
    for row in rows
]


@pytest.mark.parametrize(("file", "old", "new", "says"), ROWS)
def test_a_mistake_is_named_with_its_line_and_what_to_write(
    folder: Path, file: str, old: str, new: str, says: str
) -> None:
    line = edit(folder, file, old, new)
    with pytest.raises(Fault) as fault:
        read_settings(folder)
    assert says in fault.value.problem
    assert len(fault.value.problem) < 200
    assert (fault.value.file, fault.value.line) == (f"settings/{file}", line)


@pytest.mark.parametrize(
    ("file", "line", "key"),
    [
        ("synonyms.yml", "synonyms:\n", "synonyms"),
        ("languages.yml", "    name: Spanish\n", "name"),
        ("sensitive.yml", "    label: Threat\n", "label"),
        ("sensitive.yml", "    head_start: 240\n", "head_start"),
        ("company.yml", "questions:\n", "questions"),
        ("lookups.yml", "    address: /demo/lookups/balance\n", "address"),
        ("lookups.yml", "    identity: [sub]\n", "identity"),
    ],
)
def test_what_is_missing_is_named_with_where_it_belongs(
    folder: Path, file: str, line: str, key: str
) -> None:
    at = edit(folder, file, line, line.replace(key, "# ", 1) if line.startswith(" ") else "_:\n")
    with pytest.raises(Fault) as fault:
        read_settings(folder)
    assert fault.value.file == f"settings/{file}"
    assert fault.value.line <= at
    assert key in fault.value.problem


@pytest.mark.parametrize("kind", ["off_topic", "attack", "praise", "courtesy", "aside", "company"])
def test_every_kind_of_what_is_beside_the_point_is_needed(folder: Path, kind: str) -> None:
    path = folder / "off_topic.yml"
    kept, skipping = [], False
    for line in path.read_text().splitlines(keepends=True):
        skipping = line.startswith(f"{kind}:") or (skipping and line[0] in " \n#")
        kept += [] if skipping else [line]
    path.write_text("".join(kept))
    with pytest.raises(Fault, match=f"'{kind}' is missing. Add a line '{kind}: …' here"):
        read_settings(folder)
