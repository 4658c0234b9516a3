"""Where the processes find each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.environment import read_environment
from core.errors import BadInput

SECRETS = {"EFFIE_SECRET": "s" * 32, "EFFIE_IDENTITY_SECRET": "i" * 32}
HOME = Path("/srv/effie")


def test_everything_but_the_secrets_has_a_default_on_this_machine() -> None:
    found = read_environment(SECRETS, HOME)
    assert found.host == "127.0.0.1"
    assert found.database_url == "sqlite:////srv/effie/var/effie.db"
    assert found.articles == HOME / "knowledge_base" / "articles"
    assert found.actions_url == "http://127.0.0.1:5055"
    assert not found.demo


def test_a_variable_that_is_set_counts() -> None:
    found = read_environment({**SECRETS, "EFFIE_VAR": "/data", "EFFIE_BOT_PORT": "6000"}, HOME)
    assert found.database_url == "sqlite:////data/effie.db"
    assert found.bot_url == "http://127.0.0.1:6000"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EFFIE_WEB_PORT", "http"),
        ("EFFIE_WEB_PORT", "0"),
        ("EFFIE_ACTIONS_PORT", "65536"),
        ("EFFIE_SECRET", "too short"),
        ("EFFIE_IDENTITY_SECRET", ""),
        ("EFFIE_PUBLIC_URL", "javascript:alert(1)"),
        ("EFFIE_PUBLIC_URL", "https://tern.example/help"),
    ],
)
def test_a_wrong_variable_is_named(name: str, value: str) -> None:
    with pytest.raises(BadInput, match=name):
        read_environment({**SECRETS, name: value}, HOME)
