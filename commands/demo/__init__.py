"""A made-up history, so that a newcomer sees real pages."""

from commands.demo.keeping import remove_history, write_history
from commands.demo.planning import DAYS, Company

__all__ = ["DAYS", "Company", "remove_history", "write_history"]
