"""Keys with which other systems use the API: what each may do, and until when."""

from core.api_keys.api_key import (
    MAX_API_KEYS,
    MAX_KEY_DAYS,
    MAX_KEY_NAME_LENGTH,
    ApiKey,
    KeyState,
    Scope,
    read_key_name,
    read_key_until,
    read_scopes,
)

__all__ = [
    "MAX_API_KEYS",
    "MAX_KEY_DAYS",
    "MAX_KEY_NAME_LENGTH",
    "ApiKey",
    "KeyState",
    "Scope",
    "read_key_name",
    "read_key_until",
    "read_scopes",
]
