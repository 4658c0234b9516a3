"""What is deployed starts what `make run` starts, and asks it the same way how it is."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from core.environment import read_environment
from launch.paths import HOME, Paths
from launch.running import processes
from launch.running.redis_settings import write_redis_settings
from launch.variables import resolve
from tests.unit.deploy.reading import (
    DEPLOY,
    DOCKERFILES,
    commands,
    compose,
    instructions,
    pods,
)

THERE = Paths(Path("/srv/effie"), Path("/srv/effie/var"))
SECRETS = {"EFFIE_SECRET": "s" * 32, "EFFIE_IDENTITY_SECRET": "i" * 32}
SETTLED = resolve({}, SECRETS, THERE.var)
# What an image has to be able to do beside its own process.
MODULES = {
    "app": "actions.server, actions.warm, web.__main__, commands.setup, commands.staff, "
    "commands.backup, commands.restore, commands.erase_again, commands.insight_drivers, "
    "commands.recompute_insights, launch.running.health",
    "bot": "bot.__main__, bot.extensions, bot.tracker_store, launch.running.health",
}


def test_every_command_is_one_that_make_run_starts_or_redis() -> None:
    launched = [list(each.command) for each in processes.servers(THERE, SETTLED)]
    allowed = [*launched, [str(THERE.app_python), "-m", "commands.setup"]]
    found = [(where, command) for where, command in commands() if "valkey" not in command[0]]
    assert [each for each in found if each[1] not in allowed] == []
    for started in allowed:  # and each of them is started by images, pods and units alike
        places = [where for where, command in found if command == started]
        assert any(".service" in place for place in places), started
        assert any("pod" in place for place in places), started
        assert any("Dockerfile" in place or "compose" in place for place in places), started


def test_redis_is_set_as_make_run_sets_its_own(tmp_path: Path) -> None:
    ours = _redis_lines(write_redis_settings(tmp_path, SETTLED))
    places = ("bind", "port", "dir", "requirepass")
    promised = {name: told for name, told in ours.items() if name not in places}
    files = sorted(DEPLOY.rglob("valkey.conf"))
    assert len(files) == 3
    for file in files:
        theirs = _redis_lines(file)
        assert {name: theirs[name] for name in promised} == promised, file
        assert "redis_password.conf" in theirs["include"], file
    for where, command in commands():
        if "valkey" in command[0]:
            assert Path(command[1]).name == "valkey.conf", where


def test_what_is_asked_how_it_is_is_asked_where_make_run_asks() -> None:
    asked = {each.name: each.is_ready.args[0] for each in processes.servers(THERE, SETTLED)}
    in_images = [
        line
        for file in DOCKERFILES
        for line in instructions(file)
        if line.startswith("HEALTHCHECK")
    ]
    for name, url in asked.items():
        assert sum(f'"{url}"]' in line for line in in_images) == 1, name
        (container,) = [
            container
            for pod in pods()
            for container in pod["spec"]["containers"]
            if container["name"] == name
        ]
        port = container["ports"][0]["containerPort"]
        path = container["readinessProbe"]["httpGet"]["path"]
        assert f"http://127.0.0.1:{port}{path}" == url
        assert container["startupProbe"]["httpGet"]["path"] == path


def test_the_variables_that_are_handed_in_are_ones_that_effie_reads() -> None:
    for name in ("web", "actions", "bot", "setup"):
        given = compose()["services"][name]["environment"]
        read_environment({**SECRETS, **{k: str(v) for k, v in _plain(given).items()}}, HOME)
    settings = (DEPLOY / "kubernetes" / "base" / "settings.yaml").read_text()
    known = (HOME / "docs" / "deployment.md").read_text()
    for variable in {word.strip(": ") for word in settings.split() if word.startswith("EFFIE_")}:
        assert f"`{variable}`" in known, variable


@pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda file: file.name)
def test_an_image_holds_all_that_its_process_imports(dockerfile: Path, tmp_path: Path) -> None:
    name = dockerfile.name.removesuffix(".Dockerfile")
    python = HOME / ".venv" / name / "bin" / "python"
    if not python.exists():
        pytest.skip(f"there is no .venv/{name}")
    _copy_as_the_image_does(dockerfile, tmp_path)
    variables = {key: told for key, told in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(python), "-c", f"import {MODULES[name]}"],
        cwd=tmp_path,
        env={**variables, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def _copy_as_the_image_does(dockerfile: Path, target: Path) -> None:
    """Copy what the last stage that copies from the checkout takes from there."""
    listed = (HOME / ".dockerignore").read_text().splitlines()
    allowed = [line.removeprefix("!") for line in listed if line.startswith("!")]
    stages = "\n".join(instructions(dockerfile)).split("FROM ")
    last = [stage for stage in stages if "\nCOPY " in stage][-1]
    for line in last.splitlines():
        if not line.startswith("COPY ") or "--from=" in line:
            continue
        *sources, _ = line.removeprefix("COPY ").split()
        for source in allowed if sources == ["."] else sources:
            assert source in allowed, f"{source} is left out by .dockerignore"
            whole, to = HOME / source, target / source
            if whole.is_dir():
                shutil.copytree(whole, to, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(whole, to)


def _plain(given: dict[str, object]) -> dict[str, object]:
    """Without what stands in files, and with what compose puts in by itself."""
    defaults = {"EFFIE_PUBLIC_URL": "", "EFFIE_PROXIES": "1"}
    plain = {name: told for name, told in given.items() if not name.endswith("_FILE")}
    return {**plain, **{name: told for name, told in defaults.items() if name in plain}}


def _redis_lines(file: Path) -> dict[str, str]:
    lines = [line for line in file.read_text().splitlines() if line and line[0] != "#"]
    return dict(line.split(" ", 1) for line in lines)
