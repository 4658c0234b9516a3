"""Two-factor sign-in in a real browser: set up, by a code, by a recovery code, and by a role."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import segno
from PIL import Image

from core.staff import Role
from launch.paths import HOME
from tests.support.authenticator import Authenticator
from tests.support.browser.accessibility import LOOKS, barriers
from tests.support.browser.site import PASSWORD, Site, running_site

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def guarded(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose supervisors need a second factor."""
    var: Path = tmp_path_factory.mktemp("guarded")
    settings = var / "settings"
    shutil.copytree(HOME / "settings", settings)
    (settings / "sign_in.yml").write_text("second_factor: [supervisor]\n")
    with running_site(redis_url, var, EFFIE_SETTINGS=str(settings)) as site:
        yield site


def give_password(page: Page, site: Site, email: str, place: str = "/login") -> None:
    page.goto(f"{site.url}{place}")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def check_looks(page: Page, name: str) -> None:
    """Nothing serious keeps anybody out, and nothing is wider than the window."""
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert barriers(page) == [], (name, width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


def squares(page: Page) -> list[list[bool]]:
    """Which squares of the QR code are dark, as a camera sees the page."""
    page.evaluate("document.querySelector('.qr').style.width = '600px'")
    box = page.locator(".qr svg")
    width = float((box.get_attribute("viewBox") or "").split()[2])
    seen = Image.open(BytesIO(box.screenshot())).convert("L")
    size, margin = seen.width / width, 4
    places = [(place + margin + 0.5) * size for place in range(int(width) - 2 * margin)]
    return [[seen.getpixel((int(x), int(y))) < 128 for x in places] for y in places]


def test_what_a_camera_sees_is_what_the_link_says(guarded: Site, page: Page) -> None:
    email = guarded.add_staff("Noor Haddad")
    page.emulate_media(color_scheme="dark")
    give_password(page, guarded, email, "/account/two-factor")
    address = page.get_by_role("link", name="open it in your app").get_attribute("href")
    assert address is not None
    assert address.startswith("otpauth://totp/")
    code = segno.make_qr(address, error="m")
    assert squares(page) == [[bool(dark) for dark in row] for row in code.matrix]


def test_an_agent_sets_it_up_and_signs_in_by_a_code_and_by_a_recovery_code(
    guarded: Site, page: Page, new_page: Callable[..., Page]
) -> None:
    email = guarded.add_staff("Sam Whitaker")
    give_password(page, guarded, email, "/account")
    page.get_by_role("link", name="Set it up").click()
    page.get_by_role("img", name="QR code").wait_for()
    check_looks(page, "set up")
    app = Authenticator(page.locator("#factor-key").inner_text())
    page.get_by_label("Type the six digits").fill(app.code())
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    codes = (
        page.get_by_role("list", name="Recovery codes").get_by_role("listitem").all_inner_texts()
    )
    assert len(codes) == 10
    check_looks(page, "codes")
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_text("10 of your recovery codes are left").wait_for()
    check_looks(page, "account")

    other = new_page()
    give_password(other, guarded, email)
    other.get_by_role("heading", name="Type the code of your app").wait_for()
    check_looks(other, "code")
    other.goto(f"{guarded.url}/desk")
    other.get_by_label("Password").wait_for()
    give_password(other, guarded, email, "/account")
    other.get_by_label("The six digits").fill("no code")
    other.get_by_role("button", name="Sign in", exact=True).click()
    other.get_by_role("alert").wait_for()
    other.get_by_label("The six digits").fill(app.code())
    other.keyboard.press("Enter")
    other.get_by_role("heading", name="Your account").wait_for()

    third = new_page()
    give_password(third, guarded, email, "/account")
    third.get_by_text("Without your phone?").click()
    third.get_by_label("One of your recovery codes").fill(codes[3].upper())
    check_looks(third, "recovery")
    third.get_by_role("button", name="Sign in with it").click()
    third.get_by_text("9 of your recovery codes are left").wait_for()


def test_a_supervisor_whose_role_needs_it_sets_it_up_before_anything_else(
    guarded: Site, page: Page
) -> None:
    email = guarded.add_staff("Lea Braun", Role.SUPERVISOR)
    give_password(page, guarded, email, "/desk/team")
    page.get_by_role("heading", name="Set up two-factor sign-in").wait_for()
    check_looks(page, "set up while signing in")
    app = Authenticator(page.locator("#factor-key").inner_text())
    page.get_by_label("Type the six digits").fill(app.code())
    page.get_by_role("button", name="Turn it on and sign in").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    check_looks(page, "codes while signing in")
    page.get_by_role("link", name="go on").click()
    page.wait_for_url(re.compile("/desk/team$"))
    page.goto(f"{guarded.url}/account/two-factor")
    page.get_by_text("Your role signs in with a code, so it stays on").wait_for()
    check_looks(page, "on")


def test_an_admin_resets_what_a_colleague_lost(
    guarded: Site, page: Page, new_page: Callable[..., Page]
) -> None:
    kim = guarded.add_staff("Kim Novak", Role.CONTENT_MANAGER)
    ravi = guarded.add_staff("Ravi Menon", Role.ADMIN)
    give_password(page, guarded, kim, "/account/two-factor")
    app = Authenticator(page.locator("#factor-key").inner_text())
    page.get_by_label("Type the six digits").fill(app.code())
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()

    admin = new_page()
    give_password(admin, guarded, ravi)
    admin.get_by_role("link", name="Kim Novak").click()
    admin.get_by_text("Reset two-factor sign-in…").click()
    check_looks(admin, "reset")
    admin.get_by_role("button", name="Reset it for Kim Novak").click()
    admin.get_by_text("Two-factor sign-in is reset").wait_for()
    give_password(page, guarded, kim, "/account")
    page.get_by_role("link", name="Set it up").wait_for()
