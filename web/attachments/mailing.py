"""A conversation sent by e-mail, to whoever is to keep it."""

from __future__ import annotations

from core.channels import Connection, Kind, Said, Styled, capability_of, lay_out
from core.errors import BadInput, Conflict
from store.channels import Post
from store.contacts import find_contact
from web.attachments.written import as_text
from web.http import in_thread
from web.services import Services

MAX_TRANSCRIPT_MAILS_AN_HOUR = 3  # in one conversation


class NoMailForTranscripts(Conflict):
    """This can't be sent by e-mail here. Save it as a file instead."""


async def mail_transcript(services: Services, conversation: str, asked: str, to: str) -> None:
    """Send everything said so far to an address; the same request twice is one mail.

    asked: the request's id. Raises NotFound, NoMailForTranscripts, TooMany.
    """
    mailbox = mailbox_of(services)
    if mailbox is None:
        raise NoMailForTranscripts
    await in_thread(services.conversations.get, conversation)
    limit = MAX_TRANSCRIPT_MAILS_AN_HOUR
    await services.limits.hit(f"transcript-mails:{conversation}", limit, 3600)
    said = await in_thread(services.transcripts.read, conversation)
    words = Styled(as_text(said, services.settings))
    cause = f"transcript:{asked}:{conversation}"[:100]
    laid_out = lay_out([Said(0, words)], capability_of(mailbox))
    posts = [
        Post(mailbox.name, to, "", f"{cause}:{place}", message)
        for place, message in enumerate(laid_out)
    ]
    await in_thread(services.outbox.add, posts)


def mailbox_of(services: Services) -> Connection | None:
    """Return the mailbox that transcripts are sent from, None if none is on."""
    usable = services.settings.connections.usable(services.environment.connection_secrets)
    return next((each for each in usable if each.kind is Kind.EMAIL), None)


def read_mail_address(services: Services, given: object) -> str:
    """Return the e-mail address that somebody typed; raises BadInput."""
    text = given.strip() if isinstance(given, str) else ""
    found = find_contact(text, services.settings.handoff.phone_country) if "@" in text else None
    if found is None or found.contact.kind != "email" or found.rest.strip():
        raise BadInput("Write the e-mail address that it should go to, like name@example.com.")
    return found.contact.value
