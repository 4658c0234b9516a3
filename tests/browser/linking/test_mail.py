"""Mail in a browser: the pages behind its buttons, and at the desk the mail as it came."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML
from sqlalchemy import update

from core.channels import Outgoing, Styled
from core.channels.email import choice_tag
from core.conversations import Author, Button, Utterance, known_choice
from launch.paths import HOME
from store.channels import KeptMail, Mails, Outbox, Place, Post
from store.clock import now
from store.conversations import Transcripts
from store.schema import outgoing
from tests.browser.linking.test_go_on import NARROW, WIDE
from tests.support.browser.accessibility import barriers
from tests.support.browser.pages import AgentPage
from tests.support.browser.site import PASSWORD, Site, running_site
from tests.support.stack import CONNECTION_SECRETS
from tests.support.vendors.mail import OWN, SECRET
from web.channels import message_id

if TYPE_CHECKING:
    from playwright.sync_api import Page

LONG = "No – it did not help, because my card is still lost and nobody at the airport has found it"


@pytest.fixture(scope="module")
def mailing(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with a mailbox, whose server is away."""
    var = tmp_path_factory.mktemp("mailing")
    settings = shutil.copytree(HOME / "settings", var / "settings")
    nowhere = {"host": "127.0.0.1", "port": 1, "encryption": "none"}
    mail = {"kind": "email", "label": "E-mail", "account": OWN, "imap": nowhere, "smtp": nowhere}
    YAML().dump({"connections": {"mail": mail}}, settings / "connections.yml")
    more = {"EFFIE_SETTINGS": str(settings), **CONNECTION_SECRETS}
    with running_site(redis_url, var, **more) as site:
        yield site


def link(site: Site, cause: str, label: str, days_old: int = 0) -> str:
    """Return the link of a button of a mail that was sent."""
    choice = known_choice("helped:no")
    assert choice is not None
    message = Outgoing(1, 0, Styled("Did this help?"), (Button(label, choice),))
    outbox = Outbox(site.database)
    outbox.add([Post("mail", "ana@example.com", "c-1", cause, message)])
    posted = outbox.by_cause(cause)
    assert posted is not None
    if days_old:
        with site.database.writing() as db:
            at = posted.created_at - timedelta(days=days_old)
            db.execute(update(outgoing).where(outgoing.c.id == posted.id).values(created_at=at))
    return f"{site.url}/channels/mail/choices/{choice_tag(SECRET, posted.id, 0)}"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1440", "390"])
def test_a_mails_button_is_answered_by_pressing_and_never_by_looking(
    mailing: Site, new_page: Callable[..., Page], size: dict[str, int]
) -> None:
    page, url = new_page(viewport=size), link(mailing, f"asked-{size['width']}", LONG)
    for _ in range(2):  # a scanner, and then the customer
        page.goto(url)
        page.get_by_role("heading", name="Is this your answer?").wait_for()
        page.get_by_text(LONG).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    found = barriers(page)
    page.get_by_role("button", name="Send this answer").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    found += barriers(page)
    page.goto(url)
    page.get_by_role("heading", name="Thank you").wait_for()
    assert page.get_by_role("button", name="Send this answer").count() == 0

    page.goto(link(mailing, f"old-{size['width']}", "Yes", days_old=31))
    page.get_by_role("heading", name="This link is too old").wait_for()
    found += barriers(page)
    page.goto(url[:-2])
    page.get_by_role("heading", name="This link does not work").wait_for()
    assert found + barriers(page) == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1440", "390"])
def test_the_desk_folds_the_mail_as_it_came_below_what_it_says(
    mailing: Site, new_page: Callable[..., Page], size: dict[str, int]
) -> None:
    quoted = "Not quite.\n\nOn Thu, Nov 26, 2026 Tern wrote:\n\n> Did this help?"
    external = f"digest-{size['width']}"
    conversation = mailing.hand_off([(Author.BOT, "Did this help?")])
    mail = KeptMail(
        external, "<1@x>", (), "ana@x.example", "Re: PIN", quoted, ("a.pdf",), "", now()
    )
    kept, place = replace(mail, conversation=conversation), Place("f", "1", 1, now())
    Mails(mailing.database).keep("mail", place, [(kept, ())])
    said = Utterance(
        external,
        conversation,
        Author.CUSTOMER,
        "Not quite.",
        now(),
        message_id("mail", external),
        channel="mail",
    )
    Transcripts(mailing.database).add([said])
    agent = AgentPage(new_page(viewport=size))
    agent.sign_in(mailing.url, mailing.add_staff(f"Sue{size['width']}"), PASSWORD)
    agent.page.goto(f"{mailing.url}/desk?conversation={conversation}")
    agent.page.get_by_text("The mail as it came").click()
    agent.page.get_by_text("> Did this help?").wait_for()
    agent.page.get_by_text("With a.pdf").wait_for()
    assert agent.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert barriers(agent.page) == []
