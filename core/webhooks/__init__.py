"""Webhooks: which events other systems are told of, where, and what becomes of each delivery."""

from core.webhooks.delivery import (
    GIVE_UP_AFTER,
    GONE,
    DeliveryState,
    Outcome,
    outcome_of,
    read_retry_after,
)
from core.webhooks.endpoint import (
    MAX_WEBHOOK_URL_LENGTH,
    MAX_WEBHOOKS,
    Endpoint,
    EndpointState,
    read_webhook_events,
    read_webhook_url,
    signing_secret,
)
from core.webhooks.event import WebhookEvent, event_body

__all__ = [
    "GIVE_UP_AFTER",
    "GONE",
    "MAX_WEBHOOKS",
    "MAX_WEBHOOK_URL_LENGTH",
    "DeliveryState",
    "Endpoint",
    "EndpointState",
    "Outcome",
    "WebhookEvent",
    "event_body",
    "outcome_of",
    "read_retry_after",
    "read_webhook_events",
    "read_webhook_url",
    "signing_secret",
]
