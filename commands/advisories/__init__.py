"""Known holes in what is installed: asked of the registries, else taken from a list we keep."""

from commands.advisories.judge import Advisory, Finding, Package, StoredList, findings
from commands.advisories.locks import read_locks
from commands.advisories.stored import read_stored_list

__all__ = [
    "Advisory",
    "Finding",
    "Package",
    "StoredList",
    "findings",
    "read_locks",
    "read_stored_list",
]
