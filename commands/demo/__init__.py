"""A made-up history, so that a newcomer sees real pages."""

from commands.demo.keeping import go_on_with_history, remove_history, write_history
from commands.demo.planning import DAYS, MISSING, Company

__all__ = ["DAYS", "MISSING", "Company", "go_on_with_history", "remove_history", "write_history"]
