"""A supervisor without access to files runs it: two segments feel it in two web processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import httpx
import pytest

from core.staff import Role
from store.announcements import Announcements
from store.clock import now
from store.database import Database
from store.setting_versions import SettingVersions
from store.staff import Staff
from tests.support.announcements import LEAD, ebb, flood
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import CustomerPage
from tests.support.browser.site import PASSWORD, web_beside
from tests.support.stack import Stack
from tests.support.waiting import PATIENCE, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

SURE, TITLE = "how do i change the pin of my card?", "Change your card's PIN"
SWALLOWED, KEPT = "an atm has swallowed my card", "A cash machine kept your card"
CLARIFIED, IN_THE_FILE = "Which of these is it?", "Which one do you mean?"
NEWS = "Cash machines keep cards today. Take yours to a branch."
COMMUNITY = "Ask the Tern community"
CHANGED = ("segments.yml", "hours.yml", "words.yml", "confidence.yml")
SEARCHED = 0.6  # seconds between searches, of which an address has 240 a minute
NARROW: ViewportSize = {"width": 390, "height": 900}
WIDE: ViewportSize = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def second(stack: Stack) -> Iterator[str]:
    with web_beside(stack) as url:
        yield url


@pytest.fixture
def record(stack: Stack) -> Iterator[Database]:
    """The product's record; what the story changes is as it was after it, for other tests."""
    files = {name: (stack.settings / name).read_text() for name in CHANGED}
    database = Database(stack.database_url)
    Staff(database).add("rosa@tern.example", "Rosa Runs", Role.SUPERVISOR, PASSWORD, by="test")
    flood(database, "card_swallowed", SWALLOWED)
    yield database
    ebb(database)
    announced = Announcements(database)
    for each in announced.current(now()):
        announced.end(each.id, each.version, LEAD)
    give_back(SettingVersions(database, stack.settings), stack, files)
    database.close()


def give_back(versions: SettingVersions, stack: Stack, files: dict[str, str]) -> None:
    """Let the files hold again, and say what they said."""
    for name in files:
        (stack.settings / name).write_text(versions.get(name).text)
    wait_until(lambda: versions.take_in() == [])
    for name, text in files.items():
        (stack.settings / name).write_text(text)
    wait_until(lambda: versions.take_in() == [])
    assert {name: versions.get(name).text for name in files} == files
    assert all(versions.get(name).state.changed is None for name in files)


class Lead:
    """A supervisor at the settings, who looks at each page on a wide and on a narrow screen."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.found: dict[str, list[str]] = {}
        page.goto(f"{url}/settings")
        page.get_by_label("E-mail address").fill("rosa@tern.example")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("heading", name="Settings", exact=True).wait_for()

    def change(self, name: str, told: str, **typed: str) -> None:
        """Type into a form, see what it would have done, and let it hold."""
        self.page.goto(f"{self.url}/settings/{name}")
        for field, value in typed.items():
            place = self.page.locator(f'[name="{field.replace("__", ".")}"]')
            place.evaluate("each => each.closest('details')?.setAttribute('open', '')")
            place.fill(value)
        self.page.get_by_role("button", name="See what it changes").click()
        self.page.get_by_role("heading", name="Before it applies").wait_for()
        self.page.get_by_text(told).first.wait_for()
        self.looks(f"{name} before it applies")
        self.page.get_by_label("Why").fill(f"Trying {name}")
        self.page.get_by_role("button", name="Apply").click()
        self.page.get_by_text("It applies now").wait_for()

    def undo(self, name: str) -> None:
        self.page.goto(f"{self.url}/settings/{name}")
        self.page.get_by_role("button", name="Undo this change").click()
        self.page.get_by_text("The change is undone").wait_for()

    def looks(self, place: str) -> None:
        self.page.set_viewport_size(NARROW)
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 390, place
        self.found[place] = barriers(self.page)
        self.page.set_viewport_size(WIDE)


def test_a_team_changes_its_rules_undoes_one_and_tells_people_before_they_ask(
    stack: Stack, second: str, record: Database, new_page: Callable[..., Page]
) -> None:
    lead = Lead(new_page(viewport=WIDE), stack.web_url)
    nadia = CustomerPage(new_page(viewport=WIDE))
    chidi = CustomerPage(new_page(viewport=NARROW))
    nadia.open(f"{stack.web_url}/?as=nadia")
    chidi.open(f"{second}/?as=okonkwo")
    for customer in (nadia, chidi):
        customer.begin_anew()

    lead.change("segments", "went to a person", **{"1.2__channels__community": "4"})
    lead.change("hours", "went to a person", **past_midnight())
    lead.change("words", "How it reads in the chat", **{"0__utter_clarify": CLARIFIED})
    lead.change("confidence", "questions of the last 30 days", **{"0__answer": "0.99999"})
    wait_until(lambda: not any(is_sure(url) for url in (stack.web_url, second)), every=SEARCHED)
    nadia.say(SURE)
    nadia.see(CLARIFIED)
    nadia.page.get_by_role("button", name=TITLE, disabled=False).last.wait_for()
    chidi.say(SURE)
    chidi.see(CLARIFIED)
    chidi.say("can I talk to a person please")
    chidi.see("the team is back")
    chidi.page.get_by_role("link", name=COMMUNITY).last.wait_for()
    chidi.press("Carry on with the assistant")
    chidi.see("you have left the queue")

    settle_a_file_edited_meanwhile(lead, stack)
    lead.undo("confidence")
    wait_until(lambda: all(is_sure(url) for url in (stack.web_url, second)), every=SEARCHED)
    nadia.begin_anew()
    nadia.say(SURE)
    nadia.see("Did this help?")

    announce_what_rises(lead)
    for customer in (nadia, chidi):
        customer.page.get_by_role("region", name="Announcements").get_by_text(NEWS).wait_for()
    nadia.begin_anew()
    nadia.say(SWALLOWED)
    nadia.see(f"We know about this: {NEWS}")
    lead.found |= {"nadia": barriers(nadia.page), "chidi": barriers(chidi.page)}
    assert {place: wrong for place, wrong in lead.found.items() if wrong} == {}


def past_midnight() -> dict[str, str]:
    """The business team, where it is noon by now, is there from ten at night to two."""
    ahead = 12 - now().hour  # of UTC, where it is noon
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    zone = f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"  # named by its way back to UTC
    return {f"1.1__{day}": "22:00-02:00" for day in days} | {"1.1__timezone": zone}


def is_sure(url: str) -> bool:
    """Tell whether a web process, and the action servers, answer at once what surely is meant."""
    found = httpx.get(f"{url}/help/suggest", params={"q": SURE}, timeout=PATIENCE).json()
    return found["sure"] is not None


def settle_a_file_edited_meanwhile(lead: Lead, stack: Stack) -> None:
    """What the file says is chosen; what was changed in the product stands in the history."""
    page, file = lead.page, stack.settings / "words.yml"
    file.write_text(f'words:\n  utter_clarify: ["{IN_THE_FILE}"]\n')
    page.goto(f"{lead.url}/settings")
    page.get_by_text("Conflict to settle").wait_for()
    page.goto(f"{lead.url}/settings/words")
    page.get_by_role("heading", name="The file was changed as well").wait_for()
    lead.looks("the conflict")
    page.get_by_role("button", name="Take what the file says").click()
    page.get_by_text("The conflict is settled").wait_for()
    history = page.get_by_role("region", name="Changes")
    history.get_by_text(IN_THE_FILE).first.wait_for()
    history.get_by_text("Trying words").click()
    history.get_by_text(CLARIFIED).last.wait_for()
    page.goto(f"{lead.url}/settings")
    assert page.get_by_text("Conflict to settle").count() == 0


def announce_what_rises(lead: Lead) -> None:
    page = lead.page
    page.goto(f"{lead.url}/announcements")
    lead.looks("what rises")
    card = page.get_by_role("article").filter(has_text=KEPT)
    card.get_by_role("link", name="Announce it").click()
    assert SWALLOWED in page.get_by_label("Words").input_value()
    page.get_by_label("Words").fill(NEWS)
    page.get_by_role("button", name="Post it").click()
    page.get_by_role("link", name=NEWS).wait_for()
