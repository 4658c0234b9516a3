"""`make test`, `check` and the measurements: install what they need, then run it in view."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from signal import SIGINT
from tempfile import TemporaryFile

from launch.console import Console
from launch.errors import LaunchError
from launch.paths import Paths, find_paths
from launch.preparing import javascript
from launch.preparing.prepare import Preparation
from launch.preparing.pythons import APP, BOT
from launch.preparing.system_packages import CHROMIUM, POSTGRESQL, require

PACKAGES = (
    "core",
    "store",
    "knowledge_base",
    "bot",
    "actions",
    "web",
    "launch",
    "benchmarks",
    "commands",
)
BOT_TESTS = "tests/bot"
# A time limit that is raised would end in one of a test's tasks, and the test would go on.
BOT_OPTIONS = ("--confcutdir", BOT_TESTS, "--disable-warnings", "--timeout-method", "thread")
JAVASCRIPT_TESTS = "tests/javascript"
NO_TESTS = 5  # what pytest returns if it was given nothing to do
PATIENCE = 20.0  # seconds for tests to end by themselves
WORKERS = 2  # for the other tests; each has a Redis, a PostgreSQL and a knowledge base of its own
PRODUCT_TESTS = ("tests/browser", "tests/conversations")
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - Linux keeps it in memory
ROOM_FOR_TESTS = 8 * 2**30  # bytes
MEASUREMENTS = {
    "evaluate": "commands.evaluate",
    "evaluate-conversations": "commands.evaluate_conversations",
    "evaluate-sensitive": "commands.evaluate_sensitive",
    "evaluate-manners": "commands.evaluate_manners",
    "evaluate-next": "commands.evaluate_next",
    "evaluate-drivers": "commands.evaluate_drivers",
    "simulate-learning": "commands.simulate_learning",
    "calibrate": "commands.calibrate",
    "learn-prior": "commands.learn_prior",
    "adapt": "commands.adapt",
    "bench-answers": "benchmarks.answers",
    "bench-kills": "commands.bench_kills",
    "bench-replies": "benchmarks.replies",
    "bench-conversations": "benchmarks.conversations",
    "fuzz": "commands.fuzz",
}
# Run the bot as well, on its own Python.
WITH_BOT = frozenset({"evaluate-conversations", "bench-kills", "bench-replies", "fuzz"})


def test(given: Mapping[str, str], arguments: Sequence[str]) -> int:
    """Run the tests of the bot on its own Python, of the pages' modules on Node, then all others.

    arguments: passed on to pytest; naming files or folders runs only those. Returns the verdict.
    """
    paths = find_paths(given)
    console = Console(steps=8)
    preparation = Preparation(paths, given, console)
    bot, app = preparation.python(BOT, APP)
    preparation.environment("bot", bot)
    preparation.packages("bot", "bot-dev.txt")
    preparation.environment("app", app)
    preparation.packages("app", "dev.txt")
    with_node = preparation.javascript()
    preparation.model()
    with console.step("Looking for Chromium") as step:
        require(CHROMIUM, "browser tests", paths, given, step)
    with console.step("Looking for PostgreSQL") as step:
        if given.get("EFFIE_TEST_DATABASE_URL"):
            step.done("the one that EFFIE_TEST_DATABASE_URL names")
        else:
            require(POSTGRESQL, "tests of the record in PostgreSQL", paths, given, step)

    given = {**given, **temporary_folder(given, IN_MEMORY)}
    codes: set[int] = set()
    if _wants_javascript(paths.home, arguments):
        codes.add(_run(paths, with_node, javascript.UNIT_TESTS))
    if _wants_bot(paths.home, arguments):
        chosen = arguments if _named(paths.home, arguments) else [*arguments, BOT_TESTS]
        options = [*BOT_OPTIONS, *chosen]
        codes.add(_show(paths, given, paths.bot_python, ["-m", "pytest", *options]))
    if codes <= {0, NO_TESTS} and _wants_others(paths.home, arguments):
        if _named(paths.home, arguments):
            codes.add(_show(paths, given, paths.app_python, ["-m", "pytest", *arguments]))
        else:
            codes |= _show_side_by_side(paths, given, arguments)
    return verdict(codes)


def temporary_folder(
    given: Mapping[str, str], in_memory: Path, needed: int = ROOM_FOR_TESTS
) -> dict[str, str]:
    """Return the variable that has tests write their files into memory, if there is room for them.

    Thousands of small databases are made, flushed to disk at every commit, and deleted: on many
    disks that takes longer than the tests themselves. Nothing of them need survive the machine.
    """
    free = shutil.disk_usage(in_memory).free if in_memory.is_dir() else 0
    return {"TMPDIR": str(in_memory)} if "TMPDIR" not in given and free >= needed else {}


def verdict(codes: Set[int]) -> int:
    """Return the exit code of several runs of pytest: a bad one if there is any.

    That one run was given nothing to do is no fault if another was.
    """
    bad = codes - {0, NO_TESTS}
    return min(bad or codes)


def check(given: Mapping[str, str]) -> int:
    """Lint, formatting, types, import rules, manifests and known holes in what is installed.

    All are run; returns the first bad exit code.
    """
    paths = find_paths(given)
    preparation = Preparation(paths, given, Console(steps=4))
    (app,) = preparation.python(APP)
    preparation.environment("app", app)
    preparation.packages("app", "dev.txt")
    with_node = preparation.javascript()
    tools = [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy", "--strict", *PACKAGES],
        ["-c", "import sys; from importlinter.cli import lint_imports_command as lint; lint()"],
        ["-m", "commands.manifests"],
        ["-m", "commands.advisories", "--npm", *javascript.npm(paths)],
    ]
    codes = [_show(paths, with_node, paths.app_python, tool) for tool in tools]
    codes += [_run(paths, with_node, tool) for tool in javascript.check_commands(paths)]
    return next((code for code in codes if code), 0)


def measure(given: Mapping[str, str], command: str, arguments: Sequence[str]) -> int:
    """Run one of the MEASUREMENTS: how good the answers are, and how sure to be of them."""
    paths = find_paths(given)
    with_bot = command in WITH_BOT
    preparation = Preparation(paths, given, Console(steps=3 if with_bot else 2))
    *bot, app = preparation.python(*[BOT] * with_bot, APP)
    for python in bot:
        preparation.environment("bot", python)
    preparation.environment("app", app)
    return _show(paths, given, paths.app_python, ["-m", MEASUREMENTS[command], *arguments])


def environment(given: Mapping[str, str], arguments: Sequence[str]) -> int:
    """Build `.venv/app` or `.venv/bot`, as named, and nothing else: for images and services."""
    wanted = {"app": APP, "bot": BOT}
    if len(arguments) != 1 or arguments[0] not in wanted:
        raise LaunchError("Say which environment to build: app or bot.")
    (name,) = arguments
    preparation = Preparation(find_paths(given), given, Console(steps=2))
    (python,) = preparation.python(wanted[name])
    preparation.environment(name, python)
    return 0


def train(given: Mapping[str, str]) -> None:
    """Train the dialogue model if its sources have changed."""
    preparation = Preparation(find_paths(given), given, Console(steps=3))
    (bot,) = preparation.python(BOT)
    preparation.environment("bot", bot)
    preparation.model()


def _show(paths: Paths, given: Mapping[str, str], python: Path, arguments: Sequence[str]) -> int:
    """Run Python in view of whoever asked, from the project's folder."""
    return _run(paths, _variables(given), [str(python), *arguments])


def _run(paths: Paths, variables: Mapping[str, str], command: Sequence[str]) -> int:
    return subprocess.run(command, cwd=paths.home, env=variables, check=False).returncode


def _variables(given: Mapping[str, str]) -> dict[str, str]:
    return {**given, "RASA_TELEMETRY_ENABLED": "false"}


def _show_side_by_side(
    paths: Paths, given: Mapping[str, str], arguments: Sequence[str]
) -> set[int]:
    """Run the tests of the running product in view, and all others meanwhile, shown afterwards.

    The former mostly wait for each other, the latter for a processor or a server of their own:
    so they are shared out to several processes, a file to one.
    """
    pytest = ["-m", "pytest", *arguments]
    shared_out = ["--numprocesses", str(WORKERS), "--dist", "loadfile"]
    others = ["tests", *(f"--ignore={folder}" for folder in PRODUCT_TESTS), *shared_out]
    command, variables = [str(paths.app_python), *pytest, *others], _variables(given)
    with TemporaryFile() as told:
        beside = subprocess.Popen(command, cwd=paths.home, env=variables, stdout=told, stderr=told)
        try:
            code = _show(paths, given, paths.app_python, [*pytest, *PRODUCT_TESTS])
            print("Waiting for the other tests …", flush=True)
            codes = {code, beside.wait()}
        finally:
            _end(beside)
        told.seek(0)
        print(told.read().decode(errors="replace"), flush=True)
    if code not in {0, NO_TESTS}:
        print("Tests of the running product failed: see above the others.", flush=True)
    return codes


def _end(tests: subprocess.Popen[bytes]) -> None:
    """Let tests end what they have started; Ctrl-C in a terminal has told them to already."""
    try:
        tests.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        tests.send_signal(SIGINT)
        tests.wait()


def _named(home: Path, arguments: Sequence[str]) -> list[str]:
    return [a for a in arguments if not a.startswith("-") and (home / a.split("::")[0]).exists()]


def _wants_javascript(home: Path, arguments: Sequence[str]) -> bool:
    """Node's tests know nothing of pytest's options: they run if nothing is chosen, or they are."""
    named = _named(home, arguments)
    return not arguments or any(name.startswith(JAVASCRIPT_TESTS) for name in named)


def _wants_bot(home: Path, arguments: Sequence[str]) -> bool:
    named = _named(home, arguments)
    return not named or any(name.startswith(BOT_TESTS) for name in named)


def _wants_others(home: Path, arguments: Sequence[str]) -> bool:
    named = _named(home, arguments)
    elsewhere = (BOT_TESTS, JAVASCRIPT_TESTS)
    return not named or not all(name.startswith(elsewhere) for name in named)
