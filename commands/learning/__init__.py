"""A year with customers in minutes: they ask, they press, a manager accepts, the answers change."""

from commands.learning.contacts import contacts_without, shared_contacts
from commands.learning.curve import Curve, Point, picture
from commands.learning.shop import CONTACTS_A_DAY, Shop

__all__ = [
    "CONTACTS_A_DAY",
    "Curve",
    "Point",
    "Shop",
    "contacts_without",
    "picture",
    "shared_contacts",
]
