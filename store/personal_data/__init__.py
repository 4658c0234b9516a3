"""What is kept of customers: where, of whom, and how it is handed out and erased."""

from store.personal_data.counting import count
from store.personal_data.erasures import BeingErased, Erasure, Erasures, StillWithAgents
from store.personal_data.exporting import export
from store.personal_data.finding import Found, People, WithAgent
from store.personal_data.in_redis import (
    NOT_PERSONAL_KEYS,
    OF_CUSTOMERS,
    InRedis,
    erase_in_redis,
    find_in_redis,
    rewrite_files,
)
from store.personal_data.inventory import NOT_PERSONAL, PLACES
from store.personal_data.places import Place

__all__ = [
    "NOT_PERSONAL",
    "NOT_PERSONAL_KEYS",
    "OF_CUSTOMERS",
    "PLACES",
    "BeingErased",
    "Erasure",
    "Erasures",
    "Found",
    "InRedis",
    "People",
    "Place",
    "StillWithAgents",
    "WithAgent",
    "count",
    "erase_in_redis",
    "export",
    "find_in_redis",
    "rewrite_files",
]
