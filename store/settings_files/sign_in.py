"""Reading `sign_in.yml`: how members of staff sign in."""

from __future__ import annotations

from core.staff import Role, SignInRules
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import read_yaml

_FILE = "sign_in.yml"


def read_sign_in_rules(folder: SettingsFolder) -> SignInRules:
    """Read the file; without it, in an older folder, a password is enough. Raises Fault."""
    if not (folder / _FILE).exists():
        return SignInRules()
    file = read_yaml(folder / _FILE, "second_factor")
    roles = file.some_of("second_factor", [role.value for role in Role])
    return SignInRules(second_factor=frozenset(map(Role, roles)))
