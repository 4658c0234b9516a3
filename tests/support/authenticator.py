"""An authenticator app: what somebody's phone shows, never the same code twice."""

from __future__ import annotations

import pyotp

from core.staff import step_of
from store.clock import now


class Authenticator:
    """Keeps one secret. At most two codes in a row count at once: this step's and the next."""

    def __init__(self, secret: str) -> None:
        self._app, self._shown = pyotp.TOTP(secret), -1

    def code(self) -> str:
        self._shown = max(step_of(now()), self._shown + 1)
        return self._app.generate_otp(self._shown)
