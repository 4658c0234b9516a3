"""The connections of the settings with their secrets, and which adapter speaks for each."""

from __future__ import annotations

from collections.abc import Mapping

from core.channels import NEEDED, Connection, Kind
from core.errors import NotFound
from web.channels.adapter import Account, Adapter
from web.channels.email.adapter import Email
from web.channels.meta import Messenger, WhatsApp
from web.channels.slack import Slack
from web.channels.telegram import Telegram
from web.channels.twilio import Twilio
from web.channels.webhook import Webhook
from web.services import Services

ADAPTERS: Mapping[Kind, Adapter] = {
    Kind.TELEGRAM: Telegram(),
    Kind.WHATSAPP: WhatsApp(),
    Kind.TWILIO: Twilio(),
    Kind.MESSENGER: Messenger(Kind.MESSENGER),
    Kind.INSTAGRAM: Messenger(Kind.INSTAGRAM),
    Kind.SLACK: Slack(),
    Kind.EMAIL: Email(),
    Kind.WEBHOOK: Webhook(),
}


def accounts(services: Services) -> dict[str, Account]:
    """Return the connections that are on, by name."""
    secrets = services.environment.connection_variables
    usable = services.settings.connections.usable(secrets)
    return {connection.name: _account(services, connection) for connection in usable}


def account_of(services: Services, name: str) -> Account:
    """Return a connection that is on; raises NotFound."""
    connection = services.settings.connections.by_name.get(name)
    if connection is None or connection.missing(services.environment.connection_variables):
        raise NotFound("There is no such connection, or its secrets are not set.")
    return _account(services, connection)


def adapter_of(account: Account) -> Adapter:
    return ADAPTERS[account.connection.kind]


def _account(services: Services, connection: Connection) -> Account:
    given = services.environment.connection_variables
    secrets = {name: given[connection.variable(name)] for name in NEEDED[connection.kind]}
    return Account(
        connection,
        secrets,
        services.vendors,
        services.mails,
        services.environment.public_url,
        services.settings.widget.company,
    )
