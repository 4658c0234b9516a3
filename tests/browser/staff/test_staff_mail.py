"""Mails to the staff in a real browser: what is set, what was never taken, what each wants."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.staff import Role
from store.staff import Staff
from store.staff_mail import StaffMails
from tests.support.browser.accessibility import check_looks
from tests.support.browser.site import PASSWORD, running_site
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_an_admin_sees_why_a_mail_was_not_taken_and_everybody_chooses_theirs(
    page: Page, redis_url: str, tmp_path: Path
) -> None:
    mail = {
        "EFFIE_MAIL_URL": "smtp+plain://127.0.0.1:1",
        "EFFIE_MAIL_FROM": "effie@tern.example",
        "EFFIE_MAIL_PASSWORD": "a password",
    }
    with running_site(redis_url, tmp_path, EFFIE_PUBLIC_URL="http://help.example", **mail) as site:
        email = site.add_staff("Ravi Menon", Role.ADMIN)
        page.goto(f"{site.url}/login")
        page.get_by_role("link", name="Get a link by e-mail").click()
        page.get_by_label("E-mail address").fill(email)
        check_looks(page)
        page.get_by_role("button", name="Send me a link").click()
        page.get_by_text("If there is an account with this address").wait_for()
        check_looks(page)
        mails = StaffMails(site.database)
        wait_until(lambda: mails.waiting() == 1)
        page.get_by_role("link", name="Back to the sign-in").click()
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("link", name="E-mail to the staff").click()
        page.get_by_role("button", name="Send a test to me").click()
        page.get_by_text("The mail server can't be reached").first.wait_for()
        page.get_by_text("1 mail waits to be sent").wait_for()
        check_looks(page)
        page.goto(f"{site.url}/account")
        page.get_by_label("when a colleague names you").uncheck()
        page.locator("form[action$='/account/mail'] button").click()
        page.get_by_text("It is noted what you are written to for.").wait_for()
        assert not page.get_by_label("when a colleague names you").is_checked()
        check_looks(page)
        (ravi,) = [each.member for each in Staff(site.database).everyone()]
        assert {kind.value for kind in mails.wanted_by(ravi.id)} == {"follow_up"}
