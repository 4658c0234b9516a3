"""The actions process as it is started: `python -m actions` and `python -m actions.warm`."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.support.waiting import PATIENCE

HOME = Path(__file__).parents[3]
SLUGS = ("change_pin", "card_arrival", "exchange_rate")


@pytest.fixture
def variables(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation of three articles and one that can't be used, its encoder exported before."""
    exports = tmp_path_factory.getbasetemp() / "var" / "encoders"
    exports.mkdir(parents=True, exist_ok=True)
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "encoders").symlink_to(exports)
    articles = tmp_path / "articles"
    articles.mkdir()
    for slug in SLUGS:
        shutil.copy(HOME / "knowledge_base" / "articles" / f"{slug}.md", articles)
    (articles / "broken.md").write_text("---\ntitle: [\n---\nHello\n")
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith("EFFIE_")},
        "EFFIE_SECRET": "s" * 32,
        "EFFIE_IDENTITY_SECRET": "i" * 32,
        "EFFIE_VAR": str(tmp_path / "var"),
        "EFFIE_ARTICLES": str(articles),
        "EFFIE_ACTIONS_PORT": str(free_port()),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'effie.db'}",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(module: str, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module],
        env=variables,
        cwd=HOME,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_warming_leaves_a_snapshot_of_the_articles_in_the_record(
    variables: dict[str, str],
) -> None:
    assert run("commands.setup", variables).returncode == 0
    warmed = run("actions.warm", variables)
    assert warmed.returncode == 0, warmed.stderr
    assert "3 articles are ready." in warmed.stdout
    assert len(list((Path(variables["EFFIE_VAR"]) / "snapshots").glob("*.npz"))) == 1


def test_without_a_record_warming_says_what_is_wrong(variables: dict[str, str]) -> None:
    warmed = run("actions.warm", variables)
    assert warmed.returncode != 0
    assert "can't be read" in warmed.stderr


def test_a_mistake_in_the_environment_or_the_settings_ends_it_with_one_line(
    variables: dict[str, str], tmp_path: Path
) -> None:
    wrong_port = run("actions", {**variables, "EFFIE_ACTIONS_PORT": "lots"})
    assert wrong_port.returncode == 1
    assert wrong_port.stderr.count("\n") == 1
    assert "EFFIE_ACTIONS_PORT" in wrong_port.stderr

    no_tables = run("actions", variables)
    assert no_tables.returncode == 1
    assert no_tables.stderr.count("\n") == 1
    assert "python -m commands.setup" in no_tables.stderr

    assert run("commands.setup", variables).returncode == 0
    settings = tmp_path / "settings"
    shutil.copytree(HOME / "settings", settings)
    (settings / "survey.yml").write_text("moments: [when pigs fly]\n")
    wrong_settings = run("actions", {**variables, "EFFIE_SETTINGS": str(settings)})
    assert wrong_settings.returncode == 1
    assert wrong_settings.stderr.count("\n") == 1
    assert "survey.yml, line" in wrong_settings.stderr


def test_it_listens_on_this_machine_only_once_it_can_answer_and_stops_when_told(
    variables: dict[str, str],
) -> None:
    assert run("commands.setup", variables).returncode == 0
    port = variables["EFFIE_ACTIONS_PORT"]
    process = subprocess.Popen(
        [sys.executable, "-m", "actions"], env=variables, cwd=HOME, stdout=subprocess.DEVNULL
    )
    try:
        wait_for_health(f"http://127.0.0.1:{port}")
        url = f"http://127.0.0.1:{port}/knowledge"
        told = httpx.get(url, timeout=PATIENCE, trust_env=False).json()
        assert told["articles"] == len(SLUGS)
        assert not is_open(own_address(), int(port))
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()


def wait_for_health(url: str) -> None:
    for _ in range(600):
        try:
            assert httpx.get(f"{url}/health", timeout=5, trust_env=False).status_code == 200
            return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError("it never listened")


def own_address() -> str:
    """Return an address of this machine other than the loopback, if it has one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: it only picks the interface
        except OSError:
            pytest.skip("this machine has no address but the loopback")
        return str(probe.getsockname()[0])


def is_open(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex((host, port)) == 0
