"""Hostile requests: what they are made of, how they are sent, and what must come back."""

from commands.hostile.bodies import Target, targets_of
from commands.hostile.callers import Callers
from commands.hostile.field_by_field import WrongField, wrong_fields
from commands.hostile.requests import HostileRequest, hostile_request
from commands.hostile.sending import Answer, send

__all__ = [
    "Answer",
    "Callers",
    "HostileRequest",
    "Target",
    "WrongField",
    "hostile_request",
    "send",
    "targets_of",
    "wrong_fields",
]
