"""How members of staff sign in, as the team decides it."""

from __future__ import annotations

from dataclasses import dataclass

from core.staff.members import Role
from core.staff.single_sign_on import SingleSignOn


@dataclass(frozen=True)
class SignInRules:
    """How members of staff sign in.

    second_factor: the roles that sign in with a password and a code, and never without
    passwords: whether passwords sign anybody in; else the provider alone does
    """

    second_factor: frozenset[Role] = frozenset()
    passwords: bool = True
    single_sign_on: SingleSignOn | None = None
