"""axe-core on a page: what it finds that keeps people out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GRAVE = {"serious", "critical"}
LOOKS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]


# What fades in is not yet as contrasty as it will be; what moves without end never is done.
STILL = """async () => {
    const shadows = [...document.querySelectorAll("*")].flatMap((each) => each.shadowRoot ?? []);
    const moving = [document, ...shadows].flatMap((root) => root.getAnimations());
    const ending = moving.filter((each) => each.effect.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((each) => each.finished));
}"""


def wait_until_complete(page: Page) -> None:
    """Wait until every part of the page says it is complete, the chat is there, and all is still.

    So it is the same page that is judged, on a fast machine and on a slow one.
    """
    page.locator("[aria-busy=true]").first.wait_for(state="detached")
    if page.locator("script[src$='/widget.js']").count():
        page.locator("effie-widget .launcher").wait_for(state="attached")
    page.evaluate(STILL)


def barriers(page: Page) -> list[str]:
    """Return what is seriously wrong, in words, once every part says that it is complete."""
    wait_until_complete(page)
    options = {"runOnly": {"type": "tag", "values": STANDARDS}}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]


def check_looks(page: Page) -> None:
    """Nothing serious keeps anybody out, and nothing is wider than the window, however it looks."""
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert barriers(page) == [], (page.url, width, scheme)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (page.url, width, scheme)
