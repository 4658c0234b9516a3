"""What is kept of customers: where, of whom, and how it is handed out and erased."""

from store.personal_data.ageing import of_people_under_way, under_way
from store.personal_data.counting import count
from store.personal_data.erasures import (
    BeingErased,
    Erasure,
    Erasures,
    StillWithAgents,
    erase_rows,
    forget_wordless,
)
from store.personal_data.exporting import export
from store.personal_data.finding import Found, People, WithAgent, pseudonym
from store.personal_data.in_redis import (
    AGES_IN_REDIS,
    NOT_PERSONAL_KEYS,
    OF_CUSTOMERS,
    InRedis,
    erase_in_redis,
    find_in_redis,
    forget_older_dead,
    older_dead,
    rewrite_files,
)
from store.personal_data.inventory import PLACES
from store.personal_data.not_personal import NOT_PERSONAL
from store.personal_data.places import Ages, Place

__all__ = [
    "AGES_IN_REDIS",
    "NOT_PERSONAL",
    "NOT_PERSONAL_KEYS",
    "OF_CUSTOMERS",
    "PLACES",
    "Ages",
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
    "erase_rows",
    "export",
    "find_in_redis",
    "forget_older_dead",
    "forget_wordless",
    "of_people_under_way",
    "older_dead",
    "pseudonym",
    "rewrite_files",
    "under_way",
]
