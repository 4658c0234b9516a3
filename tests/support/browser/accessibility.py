"""axe-core on a page: what it finds that keeps people out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GRAVE = {"serious", "critical"}
LOOKS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]


def barriers(page: Page) -> list[str]:
    """Return what is seriously wrong, in words, once every part says that it is complete."""
    page.locator("[aria-busy=true]").first.wait_for(state="detached")
    page.wait_for_timeout(400)  # what fades in is not yet as contrasty as it will be
    options = {"runOnly": {"type": "tag", "values": STANDARDS}}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]
