"""A content manager at the console, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.stack import Stack

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class Console:
    """A content manager at the console."""

    def __init__(self, page: Page, stack: Stack) -> None:
        self.page, self._url = page, stack.web_url

    def sign_in(self, email: str, password: str, path: str = "") -> None:
        self.page.goto(f"{self._url}/login?next=/console{path}")
        self.page.get_by_label("E-mail address").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.get_by_role("heading", level=1).wait_for()

    def open(self, path: str) -> None:
        self.page.goto(f"{self._url}/console{path}")
        self.page.get_by_role("heading", level=1).first.wait_for()

    def edit(self, slug: str) -> None:
        self.open(f"/articles/{slug}")
        self.short.wait_for()

    @property
    def short(self) -> Locator:
        return self.page.get_by_label("Short answer", exact=True)

    @property
    def saved(self) -> Locator:
        return self.page.locator("#saved-state[data-state=saved]")

    @property
    def chat(self) -> Locator:
        return self.page.locator("#widget-preview")

    @property
    def dialog(self) -> Locator:
        return self.page.locator("dialog[open]")

    def field(self, name: str) -> Locator:
        return self.page.locator(f"[data-field={name}]")

    def wait_until_saved(self) -> None:
        self.page.locator("#saved-state", has_text="Draft saved").wait_for()

    def paste(self, text: str) -> None:
        """Paste into what has the focus."""
        self.page.evaluate(
            """text => {
                const data = new DataTransfer();
                data.setData("text", text);
                const options = {clipboardData: data, bubbles: true, cancelable: true};
                document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
            }""",
            text,
        )

    def publish(self, why: str) -> None:
        """Go through the gate, and wait until every server answers from it."""
        self.page.get_by_role("link", name="Review and publish").click()
        self.publish_here(why)

    def publish_here(self, why: str) -> None:
        """Publish from the gate that is open, and wait until every server answers from it."""
        self.page.locator("#progress[hidden]").wait_for(state="attached")
        self.page.get_by_label("Why").fill(why)
        self.page.get_by_role("button", name="Publish now").click()
        self.page.locator(".live-line[data-state=live]").wait_for()
