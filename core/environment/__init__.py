"""Where the processes find each other. Read once, by each process's entry module."""

from core.environment.environment import Environment, read_environment
from core.environment.variables import MIN_SECRET_LENGTH

__all__ = ["MIN_SECRET_LENGTH", "Environment", "read_environment"]
