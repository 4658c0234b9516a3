"""Articles' Markdown, as the help centre shows it and as every other surface does."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from web.articles.markdown import to_html, to_inline_html, to_text

CASES = json.loads((Path(__file__).parents[2] / "data" / "markdown_cases.json").read_text())
ADDRESSES = json.loads((Path(__file__).parents[2] / "data" / "address_cases.json").read_text())
REL = ' rel="noopener noreferrer"'  # of every link here, elsewhere only of those into a new tab
BLOCK = r"</?(?:p|h[3-6]|ul|ol|li|blockquote|hr|pre|table|thead|tbody|tr|th|td)(?: [^>]*)?>"


def without_layout(html: str) -> str:
    """Without the line ends that the renderer puts around blocks and after breaks."""
    bare = html.replace("<br>\n", "<br>").replace(REL, "")
    return re.sub(rf"\n*({BLOCK})\n*", r"\1", bare)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_markdown_reads_as_in_the_table_of_cases(case: dict[str, str]) -> None:
    assert without_layout(to_html(case["markdown"])) == case["html"]


@pytest.mark.parametrize("case", ADDRESSES, ids=[case["words"] for case in ADDRESSES])
def test_the_addresses_in_words_are_links_whole(case: dict[str, Any]) -> None:
    links = re.findall(r'<a href="([^"]*)"', to_html(case["words"]))
    assert [unescape(href) for href in links] == case["addresses"]


def test_words_of_one_block_begin_no_other() -> None:
    assert to_inline_html("1. **Open** [it](a)") == (
        '1. <strong>Open</strong> <a href="/help/a" rel="noopener noreferrer">it</a>'
    )


def test_plain_text_has_the_words_only() -> None:
    assert to_text("Open **Cards**, then\n\n- [one](a) & two") == "Open Cards, then one & two"
