"""Webhooks in the record: where they lead, what is told, and how far each delivery has come."""

from store.webhooks.deliveries import Due, Listed, WebhookBacklog, WebhookDeliveries
from store.webhooks.endpoints import NoSuchWebhook, TooManyWebhooks, WebhookEndpoints
from store.webhooks.telling import KEPT_FOR, is_wanted, tell, told_already

__all__ = [
    "KEPT_FOR",
    "Due",
    "Listed",
    "NoSuchWebhook",
    "TooManyWebhooks",
    "WebhookBacklog",
    "WebhookDeliveries",
    "WebhookEndpoints",
    "is_wanted",
    "tell",
    "told_already",
]
