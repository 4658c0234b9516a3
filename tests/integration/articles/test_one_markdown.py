"""The pages' renderer and the help centre's read whatever people write as the same."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from launch.paths import HOME
from launch.preparing.javascript import PACKAGED
from tests.unit.articles.test_markdown import without_layout
from web.articles.markdown import to_html

TEXTS = 1_000
WORDS = (
    *("card", "**bold**", "*em*", "`code`", "[a link](slug)", "a | b", "<b>", "&amp;", "1."),
    *("![pic](https://x.example/a.png)", "![a **b**](http://x/a.png)", "_x_", "2 * 3", "“q”"),
    *("https://tern.example/a", "#5", "\\*", "~~s~~", "•", "é"),
)
MARKS = ("- ", "* ", "+ ", "1. ", "2. ", "1) ", "-\t", "• ", "•\t", "o\t", "– ")
FENCES = ("```", "~~~", "````")


@pytest.fixture(scope="session")
def node() -> str:
    packaged = sorted(Path(sys.prefix).glob(f"{PACKAGED}/bin/node"))
    found = str(packaged[0]) if packaged else shutil.which("node")
    if not found:
        pytest.skip("there is no node to run the pages' renderer with: make test installs one")
    return found


def test_both_renderers_read_a_thousand_made_up_texts_as_the_same(node: str) -> None:
    writer = _Writer(random.Random(11))
    texts = [writer.text() for _ in range(TEXTS)]
    command = [node, str(HOME / "tests" / "javascript" / "support" / "render.js")]
    done = subprocess.run(
        command, input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    pairs = zip(texts, json.loads(done.stdout), strict=True)
    differ = {text: html for text, html in pairs if html != without_layout(to_html(text))}
    assert differ == {}


class _Writer:
    """Makes up texts of everything that Markdown has, and of what people take for it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def text(self) -> str:
        blocks = [self._block() for _ in range(self._chance.randint(1, 4))]
        return self._one("\n\n", "\n\n", "\n").join(blocks)

    def _block(self, depth: int = 0) -> str:
        kinds = [self._words, self._heading, self._code, self._list, self._table, self._sign]
        if depth == 0:
            kinds += [self._quote, lambda: f"{self._line()}\n{self._block(1)}"]
        return self._chance.choice(kinds)()

    def _words(self) -> str:
        break_ = self._one("", "  ", "\\", " ")
        return f"{self._one('', '', '    ', chr(9))}{self._line()}{break_}\n{self._line()}"

    def _heading(self) -> str:
        signs = "#" * self._chance.randint(1, 7)
        return f"{signs}{self._one(' ', '', '  ')}{self._line()}{self._one('', ' ##')}"

    def _code(self) -> str:
        fence = self._chance.choice(FENCES)
        lines = [self._one(self._line(), "", "  x", "\tx") for _ in range(3)]
        return "\n".join([f"{fence}{self._one('', 'js')}", *lines, *self._one([fence], [])])

    def _list(self) -> str:
        mark, lines = self._chance.choice(MARKS), []
        for _ in range(self._chance.randint(1, 4)):
            lines.append(mark + self._line())
            inside = " " * self._chance.randint(1, 4) + self._one("", "- ", "1. ") + self._line()
            lines += self._one([], [], [inside], [""])
        return "\n".join(lines)

    def _table(self) -> str:
        columns, rim = self._chance.randint(1, 3), self._one(("", ""), ("| ", " |"))
        dashes = [self._one("---", ":--", "--:", ":-:", "-") for _ in range(columns)]
        cells = [[self._chance.choice(WORDS) for _ in range(columns)] for _ in range(3)]
        rows = [cells[0], dashes, cells[1], cells[2][: self._chance.randint(1, columns)]]
        return "\n".join(rim[0] + " | ".join(row) + rim[1] for row in rows)

    def _quote(self) -> str:
        return "\n".join(f"> {line}" for line in self._block(1).split("\n"))

    def _sign(self) -> str:
        return self._one("---", "***", "- - -", "--", f"{self._line()}\n===")

    def _line(self) -> str:
        return " ".join(self._chance.choice(WORDS) for _ in range(self._chance.randint(1, 4)))

    def _one(self, *choices: Any) -> Any:
        return self._chance.choice(choices)
