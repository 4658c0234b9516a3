"""How members of staff sign in, as the team decides it."""

from __future__ import annotations

from dataclasses import dataclass

from core.staff.members import Role


@dataclass(frozen=True)
class SignInRules:
    """second_factor: the roles that sign in with a password and a code, and never without"""

    second_factor: frozenset[Role] = frozenset()
