"""Reading what somebody has typed, before anything of it is kept."""

from __future__ import annotations

from sanic import Request

from core.conversations import Privacy
from core.text import MAX_MESSAGE_LENGTH, read_message


def read_words(request: Request, value: object, longest: int = MAX_MESSAGE_LENGTH) -> str:
    """Return the words, cleaned, with what `settings/privacy.yml` names masked; raises BadInput."""
    privacy: Privacy = request.app.ctx.services.settings.privacy
    return privacy.mask(read_message(value, longest))
