"""What the company tells about itself, and what its site can look up: settings that people edit."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from core.errors import Fault
from core.subjects import Fact
from store.settings_files import read_settings

SHIPPED = Path(__file__).parents[3] / "settings"
TODAY = date(2026, 11, 26)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "settings"))


def edit(folder: Path, file: str, old: str, new: str) -> int:
    """Replace a text that stands in a file, and return its line."""
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


def test_the_shipped_settings_tell_every_fact_and_have_examples_for_each(folder: Path) -> None:
    company = read_settings(folder).company
    assert company.known == set(Fact)
    assert all(len(company.questions[fact]) >= 10 for fact in Fact)
    assert company.named_days["boxing day"].from_day(TODAY) == date(2026, 12, 26)
    assert company.named_days["good friday"].from_day(TODAY) == date(2027, 3, 26)


def test_the_shipped_lookups_name_articles_that_exist(folder: Path) -> None:
    lookups = read_settings(folder).lookups.by_name
    assert set(lookups) == {"balance", "transfers", "card"}
    articles = SHIPPED.parent / "knowledge_base" / "articles"
    assert all((articles / f"{each.article}.md").exists() for each in lookups.values())


def test_the_welcome_promises_only_what_can_be_looked_up(folder: Path) -> None:
    settings = read_settings(folder)
    promised = {"balance": "balance", "transfers": "transfers", "card": "card"}
    assert all(words in settings.widget.welcome for words in promised.values())
    assert set(promised) == set(settings.lookups.by_name)
    assert "anything" not in settings.widget.welcome


def test_what_is_left_out_is_not_told(folder: Path) -> None:
    edit(folder, "company.yml", "phone: 020 7946 0112\n", "")
    assert Fact.PHONE not in read_settings(folder).company.known


def test_a_company_without_lookups_has_none(folder: Path) -> None:
    (folder / "lookups.yml").write_text("sign_in: https://tern.example/login\n")
    assert not read_settings(folder).lookups.by_name


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("company.yml", "phone: 020 7946 0112", "phone: 2079460112", "must be some text"),
        ("company.yml", "phone:", "fone:", "Did you mean 'phone'"),
        ("company.yml", "  place:\n    - where", "  plaice:\n    - where", "Did you mean 'place'"),
        ("company.yml", "boxing day: 12-26", "boxing day: 26-12", "must be a day of every year"),
        ("company.yml", "boxing day: 12-26", "boxing day: 1226", "must be a day of every year"),
        ("company.yml", "boxing day: 12-26", "26: 12-26", "must be some text; put it in quotes"),
        ("lookups.yml", "  balance:\n", "  My-Balance:\n", "can't name a lookup"),
        (
            "lookups.yml",
            "address: /demo/lookups/balance",
            "address: //bank",
            "must begin with https",
        ),
        (
            "lookups.yml",
            "address: /demo/lookups/balance",
            "address: http://bank.example/a",
            "begin",
        ),
        ("lookups.yml", "address: /demo/lookups/balance", "address: https:///a", "must begin with"),
        (
            "lookups.yml",
            "address: /demo/lookups/balance",
            "adress: /demo",
            "Did you mean 'address'",
        ),
        ("lookups.yml", "identity: [sub]", "identity: []", "'identity' is empty"),
        ("lookups.yml", "identity: [sub]", "identity: sub", "must be a list of texts"),
        ("lookups.yml", "article: pending_transfer", "article: a b", "can't be an article"),
        ("lookups.yml", "sign_in: /?as=nadia", "sign_in: javascript:alert(1)", "must begin with"),
        ("lookups.yml", "within_minutes: 60", "within_minutes: 0", "must be 1 to 43200"),
        ("lookups.yml", "within_minutes: 60", "within_minutes: 1.5", "must be a whole number"),
        ("lookups.yml", "within_minutes: 60", "within_minutes: an hour", "must be a number"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    folder: Path, file: str, old: str, new: str, says: str
) -> None:
    line = edit(folder, file, old, new)
    with pytest.raises(Fault, match=says) as fault:
        read_settings(folder)
    assert fault.value.file == f"settings/{file}"
    assert fault.value.line in {line, line + 1}


@pytest.mark.parametrize(
    "address", ["https://bank.example/effie?x=1", "http://127.0.0.1:9000/a", "http://localhost/a"]
)
def test_an_address_is_encrypted_or_on_this_machine(folder: Path, address: str) -> None:
    edit(folder, "lookups.yml", "/demo/lookups/balance", address)
    assert read_settings(folder).lookups.by_name["balance"].address == address


@pytest.mark.parametrize("outcome", ["found", "nothing", "failed", "not_signed_in"])
def test_every_outcome_needs_its_words(folder: Path, outcome: str) -> None:
    edit(folder, "lookups.yml", f"    {outcome}: ", "    # ")
    with pytest.raises(Fault, match=f"'{outcome}' is missing"):
        read_settings(folder)
