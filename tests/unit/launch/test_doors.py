"""Who may look in on this machine: passwords, files' rights, addresses, limits."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from redis import Redis
from redis.exceptions import AuthenticationError

from core.environment import read_environment
from launch.paths import HOME, Paths
from launch.private import tighten
from launch.running.redis_settings import write_redis_settings
from launch.secrets_file import keep_secrets, read_secrets
from launch.variables import resolve
from tests.support.redis_server import running_redis

SECRETS = dict.fromkeys(
    ("EFFIE_SECRET", "EFFIE_IDENTITY_SECRET"), "long enough to sign with, surely"
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_everybody_elses_rights_are_taken_from_all_that_is_kept(tmp_path: Path) -> None:
    var, elsewhere = tmp_path / "var", tmp_path / "elsewhere"
    elsewhere.write_text("another program's")
    (var / "redis").mkdir(parents=True)
    (var / "effie.db").write_text("what customers said")
    (var / "redis" / "run.sh").write_text("")
    (var / "link").symlink_to(elsewhere)
    for path, rights in ((var, 0o755), (var / "effie.db", 0o644), (var / "redis/run.sh", 0o755)):
        path.chmod(rights)
    elsewhere.chmod(0o644)
    tighten(var)
    assert [mode(var), mode(var / "redis"), mode(var / "effie.db")] == [0o700, 0o700, 0o600]
    assert mode(var / "redis" / "run.sh") == 0o700
    assert mode(elsewhere) == 0o644


def test_a_new_var_folder_is_ours_alone(tmp_path: Path) -> None:
    tighten(tmp_path / "new" / "var")
    assert mode(tmp_path / "new" / "var") == 0o700


def test_our_redis_has_a_password_that_no_command_line_shows(tmp_path: Path) -> None:
    with running_redis(tmp_path) as server:
        password = read_secrets(tmp_path / "secrets.env")["EFFIE_REDIS_PASSWORD"]
        assert len(password) >= 32
        process_id = server.supervisor.process_ids()["redis"]
        assert password.encode() not in Path(f"/proc/{process_id}/cmdline").read_bytes()
        kept = [path for path in tmp_path.glob("redis/**/*") if path.is_file()]
        assert {"redis.conf"} < {path.name for path in kept}
        assert {mode(path) for path in kept} == {0o600}
        with Redis.from_url(server.url) as redis:
            assert int(str(redis.info()["valkey_version"]).partition(".")[0]) >= 9
        address = f"redis://127.0.0.1:{server.port}"
        with Redis.from_url(address) as stranger, pytest.raises(AuthenticationError):
            stranger.ping()


def test_what_an_older_redis_kept_is_taken_over(tmp_path: Path) -> None:
    folder = tmp_path / "redis"
    folder.mkdir()
    commands = [["SELECT", "0"], ["SET", "kept", "since before"]]
    file = "".join(
        f"*{len(words)}\r\n" + "".join(f"${len(word)}\r\n{word}\r\n" for word in words)
        for words in commands
    )
    (folder / "appendonly.aof").write_bytes(file.encode())
    with running_redis(tmp_path) as server, Redis.from_url(server.url) as redis:
        assert redis.get("kept") == b"since before"


def test_installations_from_before_the_password_get_one_and_a_redis_of_ones_own_is_left_alone(
    tmp_path: Path,
) -> None:
    before = tmp_path / "secrets.env"
    before.write_text("EFFIE_SECRET=kept\n")
    secrets = keep_secrets(before)
    assert secrets["EFFIE_SECRET"] == "kept"
    password = secrets["EFFIE_REDIS_PASSWORD"]
    for given in ({}, {"REDIS_URL": "redis://127.0.0.1:6390/0"}):
        settled = resolve(given, secrets, tmp_path)
        assert settled.redis_is_ours
        assert settled.redis_url == f"redis://:{password}@127.0.0.1:6390/0"
    theirs = "redis://redis.company.example:6379/0"
    settled = resolve({"REDIS_URL": theirs}, secrets, tmp_path)
    assert (settled.redis_is_ours, settled.redis_url) == (False, theirs)


def test_a_password_of_any_characters_opens_our_redis(tmp_path: Path) -> None:
    password = 'a "quoted" \\ p@ss/word#1'
    settled = resolve({"EFFIE_REDIS_PASSWORD": password}, {}, tmp_path)
    assert settled.redis_url == f"redis://:{quote(password, safe='')}@127.0.0.1:6390/0"
    file = write_redis_settings(tmp_path / "redis", settled)
    assert 'requirepass "a \\"quoted\\" \\\\ p@ss/word#1"\n' in file.read_text()
    assert mode(file) == 0o600
    ours = {**SECRETS, "EFFIE_REDIS_PASSWORD": password}
    assert read_environment(ours, HOME).redis_url == settled.redis_url


def test_a_process_is_no_demo_unless_it_is_told_so() -> None:
    assert not read_environment(SECRETS, HOME).demo
    assert not resolve({}, SECRETS, HOME / "var").demo
    assert resolve({}, SECRETS, HOME / "var", demo=True).demo
    assert not resolve({"EFFIE_DEMO": "0"}, SECRETS, HOME / "var", demo=True).demo


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("::1", "http://[::1]:8080"),
        ("[::1]", "http://[::1]:8080"),
        ("::", "http://[::1]:8080"),
        ("0.0.0.0", "http://127.0.0.1:8080"),
        ("", "http://127.0.0.1:8080"),
        ("effie.local", "http://effie.local:8080"),
    ],
)
def test_an_address_of_either_kind_stands_in_a_url_as_it_must(host: str, url: str) -> None:
    assert resolve({"EFFIE_HOST": host}, {}, Paths(HOME, HOME / "var").var).web_url == url
    assert "[" not in read_environment({**SECRETS, "EFFIE_HOST": host}, HOME).host


def test_a_process_may_open_as_many_files_as_the_system_allows_and_writes_for_itself_alone(
    tmp_path: Path,
) -> None:
    code = (
        "import os, pathlib, resource\n"
        "from store.process import begin_process\n"
        "begin_process()\n"
        "pathlib.Path('kept').touch()\n"
        "print(*resource.getrlimit(resource.RLIMIT_NOFILE))"
    )
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(HOME)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard)),
        stdout=subprocess.PIPE,
        check=True,
    )
    soft = int(told.stdout.split()[0])
    assert soft == (2**20 if hard == resource.RLIM_INFINITY else min(hard, 2**20))
    assert mode(tmp_path / "kept") == 0o600
