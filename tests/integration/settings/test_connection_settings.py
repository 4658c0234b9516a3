"""Which messengers customers may write through: settings that people edit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.channels import CAPABILITIES, NEEDED, Kind, Template
from core.errors import Fault
from store.settings_files import read_settings

SHIPPED = Path(__file__).parents[3] / "settings"
NONE = "connections: {}"
GOOD = """connections:
  hook:
    kind: webhook
    label: Our app
    api: https://app.example/messages/
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "settings"))


def write(folder: Path, text: str) -> None:
    (folder / "connections.yml").write_text(text)


def test_the_shipped_settings_connect_nothing(folder: Path) -> None:
    assert list(read_settings(folder).connections) == []


def test_a_connection_is_off_until_its_secrets_are_set(folder: Path) -> None:
    write(folder, GOOD)
    connections = read_settings(folder).connections
    (hook,) = connections
    assert hook.api == "https://app.example/messages"
    assert hook.missing({}) == ("EFFIE_HOOK_SECRET",)
    assert connections.usable({}) == ()
    assert connections.usable({"EFFIE_HOOK_SECRET": "s"}) == (hook,)


def test_whatsapp_may_name_a_template(folder: Path) -> None:
    named = "    account: '1065'\n    template: {name: an_answer, language: en_GB}\n"
    write(folder, GOOD.replace("kind: webhook", "kind: whatsapp") + named)
    (number,) = read_settings(folder).connections
    assert number.template == Template("an_answer", "en_GB")
    write(folder, GOOD.replace("kind: webhook", "kind: whatsapp") + named.replace("name:", "nam:"))
    with pytest.raises(Fault, match="Did you mean 'name'"):
        read_settings(folder)


def test_every_kind_has_its_limits_and_its_secrets() -> None:
    assert set(CAPABILITIES) == set(NEEDED) == set(Kind)


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("    kind: webhook", "    kind: fax", 3, "it must be one of"),
        ("    label: Our app", "    labels: Our app", 4, "Did you mean 'label'?"),
        ("    label: Our app\n", "", 2, "'label' is missing"),
        ("https://app.example/messages/", "http://app.example/", 5, "must begin with https://"),
        ("https://app.example/messages/", "https://a.example/?key=1", 5, "without '?'"),
        ("    api: https://app.example/messages/\n", "", 2, "'api' is missing"),
        ("kind: webhook", "kind: whatsapp", 2, "'account' is missing"),
        (
            "    label: Our app",
            "    label: a\n    template: {name: a, language: en}",
            5,
            "no 'template'",
        ),
        ("  hook:", "  Hook!:", 3, "can't name a connection"),
        ("  hook:", "  identity:", 3, "can't name a connection"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    folder: Path, old: str, new: str, line: int, problem: str
) -> None:
    assert old in GOOD
    write(folder, GOOD.replace(old, new))
    with pytest.raises(Fault, match=problem) as fault:
        read_settings(folder)
    assert (fault.value.file, fault.value.line) == ("settings/connections.yml", line)


def test_two_names_that_would_share_their_secrets_are_refused(folder: Path) -> None:
    other = GOOD.removeprefix("connections:\n")
    write(folder, GOOD.replace("hook:", "our-app:") + other.replace("hook:", "our_app:"))
    with pytest.raises(Fault, match="the same secrets as 'our-app'"):
        read_settings(folder)


TWILIO = """connections:
  sms:
    kind: twilio
    label: SMS
    account: AC0123456789abcdef0123456789abcdef
    number: "+15005550006"
"""


def test_a_number_of_twilios_is_for_sms_or_for_whatsapp(folder: Path) -> None:
    write(folder, TWILIO)
    (sms,) = read_settings(folder).connections
    assert (sms.api, sms.is_whatsapp) == ("https://api.twilio.com", False)
    assert sms.missing({"EFFIE_SMS_TOKEN": "t"}) == ("EFFIE_PUBLIC_URL",)
    named = TWILIO.replace("+15", "whatsapp:+15") + "    template: {name: HX1}\n"
    write(folder, named)
    (whatsapp,) = read_settings(folder).connections
    assert (whatsapp.is_whatsapp, whatsapp.template) == (True, Template("HX1", ""))


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("AC0123", "SK0123", 5, "Account SID"),
        ("+15005550006", "015005550006", 6, "in quotes"),
        ('    number: "+15005550006"\n', "", 2, "'number' is missing"),
        ("kind: twilio", "kind: telegram", 6, "'number' says nothing to a telegram"),
        ("kind: twilio", "kind: slack", 5, "workspace's id"),
        ('550006"', '550006"\n    template: {name: HX1}', 7, "no 'template'"),
    ],
)
def test_a_mistake_with_twilio_or_slack_is_told_with_its_line(
    folder: Path, old: str, new: str, line: int, problem: str
) -> None:
    assert old in TWILIO
    write(folder, TWILIO.replace(old, new))
    with pytest.raises(Fault, match=problem) as fault:
        read_settings(folder)
    assert (fault.value.file, fault.value.line) == ("settings/connections.yml", line)
