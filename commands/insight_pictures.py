"""Make the pictures of insights in docs/images again: `python -m commands.insight_pictures`.

Starts a product of its own without the bot, writes the demo history into its record, waits until
everything in it is counted and put together by meaning, and takes a picture of each page in
Chromium. What `make test` installs is needed: Playwright and Chromium.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, ViewportSize, sync_playwright

from commands.insight_drivers import find_drivers
from core.errors import EffieError
from core.staff import Role
from launch.commands import run_logged
from launch.console import Console
from launch.errors import LaunchError
from launch.paths import HOME, Paths
from launch.preparing.system_packages import CHROMIUM
from launch.running import processes
from launch.running.own_product import OwnProduct, running, variables_of_its_own
from launch.variables import Settled
from store.content_gaps import GapCollector, QuestionLog
from store.database import Database
from store.insights import Comments, InsightRollUp, Insights
from store.staff import Staff

IMAGES = HOME / "docs" / "images"
PAGES = {  # the name of its picture, and its address
    "insights-effort": "",
    "ledger": "/ledger",
    "insights-conversations": "/conversations?which=waiting",
    "insights-thresholds": "/thresholds?answer=60",
    "insights-outcomes": "/outcomes",
    "insights-drivers": "/drivers",
    "insights-comments": "/comments",
    "insights-service": "/service",
    "insights-content": "/content",
    "insights-refusals": "/refusals",
    "insights-week": "/week",
}
WIDTH, HEIGHT = 1440, 900
_EMAIL, _PASSWORD = "pictures@tern.example", "correct horse battery"
_PATIENCE, _EVERY = 900.0, 2.0  # seconds until all is counted, and between two looks


def main(arguments: Sequence[str] | None = None) -> int:
    """Make them; returns the exit status, 1 if that cannot be done."""
    parser = argparse.ArgumentParser(prog="insight-pictures", description=__doc__)
    parser.add_argument("--into", type=Path, default=IMAGES, help="another folder")
    into: Path = parser.parse_args(arguments).into
    try:
        with TemporaryDirectory(prefix="effie-pictures-") as folder, _told(Path(folder)) as url:
            for made in take(url, into):
                print(made, flush=True)
    except (EffieError, LaunchError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def take(url: str, into: Path) -> Iterator[Path]:
    """Take a picture of each page as a supervisor sees it; yields where it is."""
    into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=["--no-sandbox"])
        size = ViewportSize(width=WIDTH, height=HEIGHT)
        page = browser.new_page(viewport=size, color_scheme="light")
        _sign_in(page, url)
        for name, path in PAGES.items():
            page.goto(f"{url}/insights{path}")
            for place in page.locator(".chart").all():
                place.locator("canvas").wait_for()
            file = into / f"{name}.png"
            page.screenshot(path=file)
            yield file
        browser.close()


def _sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/insights")
    page.get_by_label("E-mail address").fill(_EMAIL)
    page.get_by_label("Password").fill(_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("navigation", name="Insights").wait_for()


@contextmanager
def _told(folder: Path) -> Iterator[str]:
    """Run a product whose pages of insights tell the demo history; yields its address."""
    given = variables_of_its_own(HOME / "settings", HOME / "knowledge_base" / "articles")
    with running(folder, given, _without_bot) as product:
        with closing(Database(product.database_url)) as database:
            Staff(database).add(_EMAIL, "Petra Ilves", Role.SUPERVISOR, _PASSWORD, by="pictures")
            _write(product)
            _count(database)
            find_drivers(database)
        yield product.web_url


def _without_bot(paths: Paths, settled: Settled) -> list[processes.Process]:
    return [each for each in processes.servers(paths, settled) if each.name != "bot"]


def _write(product: OwnProduct) -> None:
    command = [sys.executable, "-m", "commands.demo_history"]
    log = product.paths.logs / "demo-history.log"
    with Console(1).step("The demo history") as step:
        run_logged(command, log, step, HOME, product.env, "It could not be written")


def _count(database: Database) -> None:
    """Do what the background jobs do but for what they ask the assistant; for that, wait."""
    log, collector, rolling = QuestionLog(database), GapCollector(database), InsightRollUp(database)
    until = time.monotonic() + _PATIENCE
    while True:
        while log.catch_up() or collector.collect():
            pass
        while rolling.catch_up("newcomer"):
            pass
        if not (
            Comments(database).waiting() or collector.waiting(1) or Insights(database).waiting()
        ):
            return
        if time.monotonic() > until:
            raise LaunchError("The demo history is not counted yet. Look into the log of web.")
        time.sleep(_EVERY)


if __name__ == "__main__":
    sys.exit(main())
