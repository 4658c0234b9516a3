"""The help centre while the action server is down: everything can be read, and words find it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from tests.support.browser.accessibility import barriers
from tests.support.stack import Stack
from tests.support.waiting import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARTICLE = "Change your card's PIN"


def test_an_article_is_found_and_read_while_the_action_server_is_stopped(
    stack: Stack, page: Page
) -> None:
    with stack.stopped("actions"):
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{stack.actions_url}/health", timeout=PATIENCE)
        page.goto(f"{stack.web_url}/help")
        page.get_by_role("heading", name="All topics").wait_for()
        search = page.get_by_role("combobox", name="Search the help centre")
        search.press_sequentially("change my pin")
        option = page.get_by_role("option", name=ARTICLE).first
        option.wait_for()
        assert barriers(page) == []
        option.click()
        page.get_by_role("heading", name=ARTICLE, level=1).wait_for()
        page.get_by_role("button", name="Yes", exact=True).click()
        page.get_by_text("Thank you. That helps us").wait_for()
        assert barriers(page) == []
        page.goto(f"{stack.web_url}/help/search?q=dinosaur")
        page.get_by_text("for the moment we can only search for words").wait_for()
        page.get_by_role("link", name="the topics").click()
        page.get_by_role("link", name="Cards").first.click()
        page.get_by_role("heading", name="Cards", level=1).wait_for()
