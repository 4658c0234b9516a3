"""What reads outside text takes a time that grows with the text, not with its square."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.support.patterns import HOME, collect, patterns_of
from tests.support.trial import SECONDS, pattern_attempts, too_slow

MODULE = HOME / "core" / "text.py"  # where what is made up here is said to stand


def test_nothing_that_reads_outside_text_looks_at_it_again_and_again() -> None:
    """Each regular expression of the product, and each reader, with 100,000 characters."""
    trial = [sys.executable, "-m", "tests.support.trial"]
    tried = subprocess.run(trial, cwd=HOME, capture_output=True, text=True, check=False)
    assert (tried.stdout, tried.returncode) == ("", 0), tried.stderr


def test_every_way_of_writing_a_pattern_is_found_wherever_it_stands() -> None:
    source = """
import re
_A = re.compile(r"a+" f"{MAX_COMMENT_LENGTH}", re.IGNORECASE)
def f(text, name):
    _A.match(text)
    each = re.findall("d", text)
    return re.sub(rf"{re.escape(name.last)}+b", "", text), {1: re.compile("c")}
"""
    found = patterns_of(MODULE, ast.parse(source))
    assert [(each.pattern.pattern, *each.methods) for each in found] == [
        ("a+1000", "match"),
        ("d", "finditer"),
        (r"ab\ cd+b", "finditer"),
        ("c", "finditer"),
    ]
    assert len(collect()) > 60


@pytest.mark.parametrize("written", ["from re import compile", "import re as r", "import regex"])
def test_a_pattern_cannot_be_hidden_from_this(written: str) -> None:
    with pytest.raises(AssertionError, match="write 'import re'"):
        list(patterns_of(MODULE, ast.parse(written)))


@pytest.mark.parametrize(
    "pattern",
    [
        r"[^\s@]+@x",
        r"(a+)+b",
        r"(?:,\s*|\s+)and",
        r"x[^\s]*y.*z",
        r"<a href=[^>]*id",
    ],
)
def test_a_pattern_that_does_is_found_out(pattern: str) -> None:
    (found,) = patterns_of(MODULE, ast.parse(f"import re\nre.findall(r'{pattern}', '')"))
    assert too_slow(pattern_attempts(found), SECONDS / 2)
