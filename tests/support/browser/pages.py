"""The people of the browser tests, as they use the pages: a customer and an agent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


@dataclass
class CustomerPage:
    """The demo page with the chat open."""

    page: Page

    def open(self, url: str) -> None:
        self.page.goto(url)
        self.page.get_by_role("button", name="Open the chat").click()

    def begin_anew(self) -> None:
        """Ask something new, whatever this customer said before on another device."""
        self.page.get_by_role("button", name="Your conversations").click()
        self.page.get_by_role("button", name="New question").click()

    def say(self, text: str) -> None:
        self.page.get_by_label("Your message", exact=True).fill(text)
        self.page.keyboard.press("Enter")

    def press(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name, disabled=False).last.click()

    def see(self, text: str | re.Pattern[str]) -> None:
        self.page.get_by_text(text).last.wait_for()

    def ask_for_a_person(self, question: str) -> None:
        self.say(question)
        self.page.locator(".mine[data-delivery=said]").first.wait_for()
        self.say("can I talk to a person please")
        self.see("Waiting for a person")

    def conversation(self) -> list[str]:
        """Return everything said, in order."""
        return _plain(self.page.locator(".bubble, .notice"))

    def cut_network(self, cut: bool) -> None:
        self.page.context.set_offline(cut)


@dataclass
class AgentPage:
    """The desk, signed in."""

    page: Page

    def sign_in(self, url: str, email: str, password: str, path: str = "/desk") -> None:
        self.page.goto(url + path)
        self.page.get_by_label("E-mail address").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.locator("#connection[data-state=live]").wait_for(state="attached")

    def ticket(self, customer: str) -> Locator:
        return self.page.locator(".ticket", has_text=customer).first

    def open(self, customer: str) -> None:
        self.ticket(customer).click()
        self.page.get_by_role("heading", name=customer, level=1).wait_for()

    def claim(self) -> None:
        self.page.get_by_role("button", name="Claim").click()
        self.reply_box.wait_for()

    def take(self, customer: str) -> None:
        self.open(customer)
        self.claim()

    @property
    def reply_box(self) -> Locator:
        return self.page.get_by_label("Reply to the customer")

    def reply(self, text: str) -> None:
        self.reply_box.fill(text)
        self.page.keyboard.press("Enter")

    def resolve(self) -> None:
        self.page.get_by_role("button", name="Resolve", exact=True).click()
        self.dialog.get_by_role("button", name="Resolve").click()
        self.page.locator("dialog[open]").wait_for(state="hidden")

    @property
    def dialog(self) -> Locator:
        return self.page.locator("dialog[open]").last

    def see(self, text: str | re.Pattern[str]) -> None:
        self.page.get_by_text(text).last.wait_for()

    def transcript(self) -> list[str]:
        """Return what customer, bot and agents said, in order."""
        return _plain(
            self.page.locator(
                ".log .typed, .log .bubble > .markdown > p, .log .bubble > p:not(.typed)"
            )
        )

    def cut_network(self, cut: bool) -> None:
        self.page.context.set_offline(cut)


def _plain(found: Locator) -> list[str]:
    return [" ".join(text.split()) for text in found.all_text_contents()]
