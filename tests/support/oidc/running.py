"""Starting the provider, and the settings that go with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from launch.paths import HOME, find_paths
from launch.preparing.javascript import variables_with_node
from launch.running.ports import free_port
from tests.support.waiting import wait_until

CLIENT, CLIENT_SECRET = "effie", "what the provider and we alone know"
SCRIPT = Path(__file__).with_name("provider.js")
DISCOVERY = "/.well-known/openid-configuration"


@dataclass(frozen=True)
class OidcProvider:
    """A running provider."""

    issuer: str

    def settings(self, folder: Path, *more: str) -> Path:
        """Copy the settings to a folder, with this provider in them; more: lines of its section."""
        shutil.copytree(HOME / "settings", folder)
        lines = (
            "name: Tern account",
            f"issuer: {self.issuer}",
            f"client: {CLIENT}",
            "domains: [tern.example]",
            *more,
        )
        section = "\n".join(f"  {line}" for line in lines)
        (folder / "sign_in.yml").write_text(f"second_factor: []\nsingle_sign_on:\n{section}\n")
        return folder


@contextmanager
def running_provider(people: Mapping[str, Mapping[str, Any]]) -> Iterator[OidcProvider]:
    """Serve the provider on a free port until the block ends; skip where it is not installed.

    people: what it tells of each, by the login
    """
    if not (HOME / "node_modules" / "oidc-provider").exists():
        pytest.skip("There is no oidc-provider; 'make test' installs it.")
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    client = {
        "client_id": CLIENT,
        "client_secret": CLIENT_SECRET,
        # Of an application on this machine any port is right: each test has a site of its own.
        "application_type": "native",
        "redirect_uris": ["http://127.0.0.1/sign-in/back"],
    }
    told = {"issuer": issuer, "port": port, "clients": [client], "people": people}
    variables = {
        **variables_with_node(find_paths(os.environ), os.environ),
        "EFFIE_TEST_OIDC": json.dumps(told),
    }
    with subprocess.Popen(
        ["node", str(SCRIPT)], cwd=HOME, env=variables, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_until(lambda: _answers(issuer) or process.poll() is not None)
            assert process.poll() is None, "the provider has ended"
            yield OidcProvider(issuer)
        finally:
            process.terminate()


def _answers(issuer: str) -> bool:
    try:
        return httpx.get(issuer + DISCOVERY, trust_env=False).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
