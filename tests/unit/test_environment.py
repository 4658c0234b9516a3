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
    assert found.actions_urls == ("http://127.0.0.1:5055",)
    assert not found.demo


def test_a_variable_that_is_set_counts() -> None:
    found = read_environment({**SECRETS, "EFFIE_VAR": "/data", "EFFIE_BOT_PORT": "6000"}, HOME)
    assert found.database_url == "sqlite:////data/effie.db"
    assert (found.bot_host, found.bot_port) == ("127.0.0.1", 6000)


def test_a_process_listens_where_it_is_told_and_finds_the_others_on_other_machines() -> None:
    listening = {"EFFIE_HOST": "::", "EFFIE_BOT_HOST": "10.0.0.7", "EFFIE_ACTIONS_HOST": "0.0.0.0"}
    found = read_environment({**SECRETS, **listening}, HOME)
    assert (found.host, found.bot_host, found.actions_host) == ("::", "10.0.0.7", "0.0.0.0")
    assert found.actions_urls == ("http://127.0.0.1:5055",)
    assert found.web_url == "http://[::1]:8080"
    there = {"EFFIE_ACTIONS_URL": "http://actions:5055/", "EFFIE_WEB_URL": "http://[fd00::8]:8080"}
    found = read_environment({**SECRETS, **listening, **there}, HOME)
    assert found.actions_urls == ("http://actions:5055",)
    assert found.web_url == "http://[fd00::8]:8080"


def test_several_action_servers_are_on_ports_in_a_row_or_at_the_addresses_named() -> None:
    found = read_environment({**SECRETS, "EFFIE_ACTIONS": "2"}, HOME)
    assert found.actions_urls == ("http://127.0.0.1:5055", "http://127.0.0.1:5056")
    several = {"EFFIE_ACTIONS_URL": "http://one:5055  http://two:5055/"}
    found = read_environment({**SECRETS, **several}, HOME)
    assert found.actions_urls == ("http://one:5055", "http://two:5055")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EFFIE_WEB_PORT", "http"),
        ("EFFIE_WEB_PORT", "0"),
        ("EFFIE_ACTIONS_PORT", "65536"),
        ("EFFIE_HOST", "http://0.0.0.0"),
        ("EFFIE_BOT_HOST", "10.0.0.7/8"),
        ("EFFIE_ACTIONS_HOST", "0.0.0.0 "),
        ("EFFIE_ACTIONS_URL", "actions:5055"),
        ("EFFIE_ACTIONS_URL", "http://one:5055 two:5055"),
        ("EFFIE_ACTIONS", "0"),
        ("EFFIE_ACTIONS", "9" * 5_000),
        ("EFFIE_ACTIONS_URL", "http://actions:5055/webhook"),
        ("EFFIE_WEB_URL", "http://user:password@web:8080"),
        ("EFFIE_SECRET", "too short"),
        ("EFFIE_IDENTITY_SECRET", ""),
        ("EFFIE_METRICS_KEY", "too short"),
        ("EFFIE_LOGS", "xml"),
        ("EFFIE_MAIL_URL", "https://mail.tern.example"),
        ("EFFIE_MAIL_URL", "smtp+plain://mail.tern.example:25"),
        ("EFFIE_MAIL_URL", "smtps://mail.tern.example:465"),
        ("EFFIE_WEBHOOK_HOSTS", "crm.internal"),
        ("EFFIE_WEBHOOK_HOSTS", "http://crm.internal:80"),
        ("REDIS_URL", "http://127.0.0.1:6379"),
        ("REDIS_URL", "redis://127.0.0.1:port"),
        ("EFFIE_PUBLIC_URL", "javascript:alert(1)"),
        ("EFFIE_PUBLIC_URL", "https://tern.example/../x"),
        ("EFFIE_PUBLIC_URL", "https://tern.example/a b"),
        ("EFFIE_PUBLIC_URL", "https://tern.example/a//b"),
        ("EFFIE_PUBLIC_URL", "https://tern.example/?a=b"),
    ],
)
def test_a_wrong_variable_is_named(name: str, value: str) -> None:
    with pytest.raises(BadInput, match=name):
        read_environment({**SECRETS, name: value}, HOME)


@pytest.mark.parametrize(
    ("url", "base_path", "is_https"),
    [
        ("", "", False),
        ("http://127.0.0.1:8080/", "", False),
        ("https://tern.example", "", True),
        ("https://tern.example/support/", "/support", True),
        ("https://tern.example:8443/a/b.c", "/a/b.c", True),
    ],
)
def test_the_public_address_says_under_which_path_and_whether_over_https(
    url: str, base_path: str, is_https: bool
) -> None:
    found = read_environment({**SECRETS, "EFFIE_PUBLIC_URL": url}, HOME)
    assert (found.base_path, found.is_https) == (base_path, is_https)


def test_the_secrets_of_connections_are_kept_apart_and_never_printed() -> None:
    found = read_environment({**SECRETS, "EFFIE_TELEGRAM_TOKEN": "t0ken"}, HOME)
    assert found.connection_secrets == {"EFFIE_TELEGRAM_TOKEN": "t0ken"}
    assert "t0ken" not in repr(found)


def test_the_key_to_the_metrics_is_never_printed_and_none_means_that_nobody_reads_them() -> None:
    key = "k3y" * 11
    found = read_environment({**SECRETS, "EFFIE_METRICS_KEY": key}, HOME)
    assert (found.metrics_key, key in repr(found)) == (key, False)
    assert read_environment(SECRETS, HOME).metrics_key == ""
