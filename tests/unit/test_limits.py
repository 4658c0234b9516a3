"""Each limit has one definition: pages and scripts have theirs from Python."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from web.http import LIMITS

HOME = Path(__file__).parents[2]
LAYERS = ("core", "store", "knowledge_base", "bot", "actions", "web", "commands", "launch")
DEFINED = re.compile(r"^(?:export )?(?:const )?((?:MAX|MIN)_[A-Z_]+)\b.*=", re.M)
WRITTEN_OUT = re.compile(r"""(?:max|min)length\s*[=:]\s*["'{]?\s*\d""", re.I)
TAKEN = re.compile(r"(?<!company\.)\blimits\.(\w+)")


def sources(*endings: str) -> Iterator[Path]:
    for layer in LAYERS:
        for file in sorted((HOME / layer).rglob("*")):
            if file.suffix in endings and "vendor" not in file.parts:
                yield file


PAGES = [*sources(".js", ".html")]


def name_of(file: Path) -> str:
    return str(file.relative_to(HOME))


def test_no_two_limits_share_a_name() -> None:
    defined = defaultdict(list)
    for file in sources(".py", ".js"):
        for limit in DEFINED.findall(file.read_text()):
            defined[limit].append(name_of(file))
    assert "MAX_MESSAGE_LENGTH" in defined
    twice = {limit: files for limit, files in defined.items() if len(files) > 1}
    assert not twice, "give each a name of its own, or import the one there is"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_a_page_lets_people_write_is_limited_where_it_is_read(page: Path) -> None:
    text = page.read_text()
    assert not WRITTEN_OUT.search(text), "take it from `limits`, see web/http/limits.py"
    assert set(TAKEN.findall(text)) - {"js"} <= set(LIMITS)
