"""How members of staff sign in: a file whose mistakes would keep everybody out."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import Fault
from core.staff import Role
from store.settings_files.sign_in import read_sign_in_rules

PROVIDER = """
second_factor: [admin]
passwords: off
single_sign_on:
  name: Tern account
  issuer: https://login.tern.example/realms/staff
  client: effie
  domains: [Tern.example]
  new_accounts: on
  role_claim: realm_access.roles
  roles: {support: agent, "support: leads": supervisor}
"""


def read(folder: Path, text: str) -> object:
    (folder / "sign_in.yml").write_text(text)
    return read_sign_in_rules(folder)


def test_a_provider_is_read_with_what_it_tells_of_roles(tmp_path: Path) -> None:
    assert read_sign_in_rules(tmp_path).passwords, "an older folder has no such file"
    (tmp_path / "sign_in.yml").write_text(PROVIDER)
    rules = read_sign_in_rules(tmp_path)
    provider = rules.single_sign_on
    assert (rules.second_factor, rules.passwords) == ({Role.ADMIN}, False)
    assert provider is not None
    assert provider.domains == {"tern.example"}
    assert provider.roles == {"support": Role.AGENT, "support: leads": Role.SUPERVISOR}
    assert provider.scopes == ("openid", "email", "profile")
    assert provider.makes_accounts


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("[admin]", "[boss]", 2, "'second_factor' names 'boss'; it may name agent"),
        ("off", "perhaps", 3, "must be one of on, off"),
        ("https://login", "http://login", 6, "with https://, as https://login.company.example"),
        ("/realms/staff", "/realms?staff", 6, "'issuer' is"),
        ("[Tern.example]", "[]", 8, "'domains' must name at least one"),
        ("[Tern.example]", "['@tern.example']", 8, "write what stands after the @"),
        ("client: effie", "clientid: effie", 7, "Did you mean 'client'?"),
        ("  client: effie\n", "", 4, "'client' is missing"),
        ("Tern account", "T" * 41, 5, "at most 40 characters"),
        ("  role_claim: realm_access.roles\n", "", 9, "say which 'role' they get"),
        ("  new_accounts: on\n  role_claim: realm_access.roles\n", "", 9, "without 'role_claim'"),
        ("support: agent", "support: boss", 11, "'support' is 'boss'"),
        ("client: effie", "client: effie\n  scopes: [email]", 8, "'openid' among them"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in PROVIDER
    with pytest.raises(Fault) as refused:
        read(tmp_path, PROVIDER.replace(old, new, 1))
    assert words in refused.value.message
    assert f"line {line}" in refused.value.message or f":{line}" in refused.value.message


def test_passwords_cannot_be_off_where_nobody_else_signs_people_in(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="'passwords' may be off only where"):
        read(tmp_path, "second_factor: []\npasswords: off\n")
