"""Preparing what is missing, with real processes, files and ports."""

from __future__ import annotations

import io
import os
import socket
import stat
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from redis import Redis

from core.conversations import PARTITIONS
from launch.commands import run_logged
from launch.console import Console, Step
from launch.errors import LaunchError
from launch.paths import HOME, Paths
from launch.preparing.environments import Builder
from launch.preparing.pythons import Python, Requirement, find_python
from launch.preparing.training import train
from launch.running import ports, processes
from launch.running.health import redis_answers
from launch.secrets_file import keep_secrets
from launch.single_instance import only_one
from launch.testing import temporary_folder, verdict
from launch.variables import MAX_BOTS, resolve

THIS = Python(Path(sys.executable), ".".join(map(str, sys.version_info[:3])))
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
WANTED = Requirement("this test", (VERSION,))


def script(path: Path, text: str) -> Path:
    path.write_text(text)
    path.chmod(0o755)
    return path


def test_a_python_that_refuses_to_run_is_passed_over(tmp_path: Path) -> None:
    script(tmp_path / f"python{VERSION}", "#!/bin/sh\nexit 127\n")
    variables = {"PATH": f"{tmp_path}:{THIS.path.parent}", "PYENV_ROOT": str(tmp_path)}
    assert find_python(WANTED, variables).version == THIS.version


def test_pyenvs_pythons_are_found_though_none_is_on_the_path(tmp_path: Path) -> None:
    folder = tmp_path / "versions" / THIS.version / "bin"
    folder.mkdir(parents=True)
    script(folder / "python", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    variables = {"PATH": str(tmp_path), "PYENV_ROOT": str(tmp_path)}
    assert find_python(WANTED, variables).version == THIS.version


def test_uv_is_asked_where_its_pythons_are(tmp_path: Path) -> None:
    script(tmp_path / "uv", f"#!/bin/sh\necho {sys.executable}\n")
    variables = {"PATH": str(tmp_path), "PYENV_ROOT": str(tmp_path)}
    assert find_python(WANTED, variables).version == THIS.version


def test_a_missing_python_is_named_with_what_to_install(tmp_path: Path) -> None:
    wanted = Requirement("the bot", ("3.10",))
    script(
        tmp_path / "python3.10",
        "#!/bin/sh\necho /x/python3.10; echo 3.10.99; echo 'No module named ensurepip' >&2; exit 1",
    )
    with pytest.raises(LaunchError) as stop:
        find_python(wanted, {"PATH": str(tmp_path), "PYENV_ROOT": str(tmp_path)})
    assert "Python 3.10 is missing; the bot needs it" in str(stop.value)
    assert "uv python install 3.10" in str(stop.value)
    assert "python3.10 is there, but No module named ensurepip" in str(stop.value)


def test_packages_are_installed_only_when_their_lock_has_changed(tmp_path: Path) -> None:
    requirements = tmp_path / "requirements"
    requirements.mkdir()
    lock = requirements / "app.txt"
    lock.write_text("# nothing\n")
    builder = Builder(requirements, tmp_path / "logs", os.environ)

    def build() -> str:
        with Console(1, io.StringIO()).step("build") as step:
            builder.build(tmp_path / "venv" / "app", THIS, step)
            return step.result

    assert [build(), build()] == ["built", "up to date"]
    lock.write_text("# nothing else\n")
    assert [build(), build()] == ["built", "up to date"]
    (tmp_path / "venv" / "app" / "bin" / "python").unlink()
    assert build() == "built"

    lock.write_text("no-such-package-of-ours @ file:///nowhere/at/all\n")
    with pytest.raises(LaunchError, match="start again"):
        build()
    lock.write_text("# nothing else\n")
    assert build() == "built", "an installation that failed is not taken for done"


def test_secrets_are_made_once_for_our_eyes_only(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secrets.env"
    made = keep_secrets(file)
    assert len(made["EFFIE_SECRET"]) >= 48
    assert made["EFFIE_SECRET"] != made["EFFIE_IDENTITY_SECRET"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert keep_secrets(file) == made


def test_a_variable_that_is_set_wins_over_secrets_and_defaults(tmp_path: Path) -> None:
    given = {"EFFIE_SECRET": "mine", "REDIS_URL": "", "EFFIE_REDIS_PORT": "7000"}
    settled = resolve(given, {"EFFIE_SECRET": "kept", "EFFIE_IDENTITY_SECRET": "kept"}, tmp_path)
    assert settled.variables["EFFIE_SECRET"] == "mine"
    assert settled.variables["EFFIE_IDENTITY_SECRET"] == "kept"
    assert settled.redis_url == "redis://127.0.0.1:7000/0"
    assert not settled.demo, "only 'make run' is the demo by itself"
    with pytest.raises(LaunchError, match="EFFIE_WEB_PORT is 'eighty'"):
        resolve({"EFFIE_WEB_PORT": "eighty"}, {}, tmp_path)


def test_as_many_bots_are_started_as_wanted_each_on_a_port_of_its_own(tmp_path: Path) -> None:
    settled = resolve({"EFFIE_BOTS": "3", "EFFIE_BOT_PORT": "7000"}, {}, tmp_path)
    servers = processes.servers(Paths(HOME, tmp_path), settled)
    bots = [(each.name, each.port) for each in servers if each.name.startswith("bot")]
    assert bots == [("bot", 7000), ("bot-2", 7001), ("bot-3", 7002)]
    assert [each.command[3:] for each in servers if each.name == "bot-3"] == [("7002",)]
    for wrong in ("0", "17", "two", "-1"):
        with pytest.raises(LaunchError, match="EFFIE_BOTS"):
            resolve({"EFFIE_BOTS": wrong}, {}, tmp_path)
    with pytest.raises(LaunchError, match="2 ports in a row"):
        resolve({"EFFIE_BOTS": "2", "EFFIE_BOT_PORT": "65535"}, {}, tmp_path)
    assert MAX_BOTS == PARTITIONS, "more would have nothing to do"


def test_several_webs_share_one_address_and_each_is_asked_at_its_own(tmp_path: Path) -> None:
    given = {"EFFIE_WEBS": "2", "EFFIE_ACTIONS": "2", "EFFIE_WEB_PORT": "7000"}
    servers = processes.servers(Paths(HOME, tmp_path), resolve(given, {}, tmp_path))
    found = [(each.name, each.command[3:], each.shares) for each in servers]
    shared = ("127.0.0.1", 7000)
    assert found == [
        ("actions", (), None),
        ("actions-2", ("5056",), None),
        ("bot", (), None),
        ("web", ("7001",), shared),
        ("web-2", ("7002",), shared),
    ]
    (alone,) = [
        each
        for each in processes.servers(Paths(HOME, tmp_path), resolve({}, {}, tmp_path))
        if each.name.startswith("web")
    ]
    assert (alone.command[3:], alone.port, alone.shares) == ((), 8080, None)
    with pytest.raises(LaunchError, match="EFFIE_WEB_PORT must leave 3 ports"):
        resolve({"EFFIE_WEBS": "2", "EFFIE_WEB_PORT": "65534"}, {}, tmp_path)
    with pytest.raises(LaunchError, match="EFFIE_ACTIONS is '99'"):
        resolve({"EFFIE_ACTIONS": "99"}, {}, tmp_path)


def test_the_model_is_trained_again_only_when_its_sources_change(tmp_path: Path) -> None:
    paths = Paths(tmp_path, tmp_path / "var")
    for folder in ("data", "bot", "requirements", "models", ".venv/bot/bin"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "config.yml").write_text("pipeline:\n- name: bot.parts.Splitter\n")
    (tmp_path / "domain.yml").write_text("intents: []\n")
    (tmp_path / "requirements" / "bot.txt").write_text("rasa==3.6.21\n")
    component, data = tmp_path / "bot" / "parts.py", tmp_path / "data" / "nlu.yml"
    component.write_text("one")
    data.write_text("one")
    script(paths.bot_python, f"#!/bin/sh\ntouch {paths.model}\n")

    def run() -> str:
        with Console(1, io.StringIO()).step("train") as step:
            train(paths, os.environ, step)
            return step.result

    assert [run(), run()] == ["trained", "up to date"]
    for source in (component, data):
        source.write_text("two")
        assert [run(), run()] == ["trained", "up to date"]
    (tmp_path / "bot" / "gate.py").write_text("no part of the model")
    assert run() == "up to date"


def test_a_command_that_fails_shows_the_end_of_its_log_and_what_to_do(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "broken.log"
    command = [sys.executable, "-c", "import sys; print('half'); sys.exit('line 3: no such thing')"]
    out = io.StringIO()
    with pytest.raises(LaunchError) as stop, Console(1, out).step("Trying") as step:
        run_logged(command, log, step, tmp_path, os.environ, "Mend the file.")
    for part in ("Mend the file.", "line 3: no such thing", str(log)):
        assert part in str(stop.value)
    assert "✗" in out.getvalue()


def test_a_port_in_use_is_named_with_the_variable_that_changes_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(
            LaunchError, match=rf"Port {port} \(web\) is in use.*EFFIE_WEB_PORT=\d+"
        ):
            ports.require_free("web", "127.0.0.1", port, "EFFIE_WEB_PORT")
        with pytest.raises(LaunchError):
            ports.require_free("web", "0.0.0.0", port, "EFFIE_WEB_PORT")
    ports.require_free("web", "127.0.0.1", port, "EFFIE_WEB_PORT")


def test_a_second_launcher_in_the_same_folder_is_told_about_the_first(tmp_path: Path) -> None:
    with (
        only_one(tmp_path),
        pytest.raises(LaunchError, match=rf"already running here \(process {os.getpid()},"),
        only_one(tmp_path),
    ):
        pass
    with only_one(tmp_path):
        pass


def test_redis_is_asked_over_the_wire(redis_url: str) -> None:
    assert redis_answers(redis_url)
    with Redis.from_url(redis_url) as redis:
        redis.acl_setuser("guest", enabled=True, passwords=["+se cret"], commands=["+ping"])
    _, _, address = redis_url.partition("@")
    assert redis_answers(f"redis://guest:se%20cret@{address}")
    assert not redis_answers(f"redis://guest:wrong@{address}")
    assert not redis_answers(f"redis://{address}"), "nobody without the password"
    assert not redis_answers(f"redis://127.0.0.1:{ports.free_port()}/0")


def _step() -> AbstractContextManager[Step]:
    return Console(1, io.StringIO()).step("test")


@pytest.mark.parametrize(
    ("codes", "expected"),
    [({0}, 0), ({0, 5}, 0), ({5}, 5), ({0, 1}, 1), ({1, 5}, 1), ({-9, 0}, -9), ({0, 2, 5}, 2)],
)
def test_tests_pass_only_if_no_run_of_them_failed(codes: set[int], expected: int) -> None:
    assert verdict(codes) == expected


def test_tests_write_into_memory_where_there_is_room_and_nobody_says_otherwise(
    tmp_path: Path,
) -> None:
    assert temporary_folder({}, tmp_path, needed=1) == {"TMPDIR": str(tmp_path)}
    assert temporary_folder({"TMPDIR": "/elsewhere"}, tmp_path, needed=1) == {}
    assert temporary_folder({}, tmp_path, needed=2**70) == {}
    assert temporary_folder({}, tmp_path / "missing", needed=1) == {}
