"""Known holes in what is installed: `python -m commands.advisories [--npm COMMAND …]`.

Run by `make check`. Where a registry can be asked it is; the list we keep counts in any case, so
that the check is never empty without a word. Ends with 1 where a hole is neither closed nor
accepted with a reason, or where something is accepted that nobody needs any more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from commands.advisories import StoredList, findings, read_locks, read_stored_list
from commands.advisories.judge import Finding, needless
from commands.advisories.registries import NoSource, Told, ask_npm, ask_pypi
from core.errors import Fault

HOME = Path(__file__).resolve().parents[2]


def main() -> int:
    options = _options()
    try:
        stored = read_stored_list(HOME / "requirements" / "advisories.json")
    except Fault as fault:
        print(fault.message, file=sys.stderr)
        return 2
    installed = read_locks(HOME)
    python = [package for package in installed if package.registry == "pypi"]
    told = [
        *_ask("Python's packages", stored, lambda: ask_pypi(python)),
        *_ask("npm's packages", stored, lambda: ask_npm(options.npm, HOME)),
    ]
    found = findings(installed, stored, told)
    surplus = needless(installed, stored)
    for finding in found:
        print(_line(finding))
    for advisory in surplus:
        print(f"✗ {advisory.package}: {advisory.ids[0]} is accepted, and nothing has it any more")
    open_ones = sum(not finding.accepted for finding in found)
    accepted = len(found) - open_ones
    print(f"Advisories: {open_ones} open, {accepted} accepted, of {len(installed)} versions.")
    return 1 if open_ones or surplus else 0


def _ask(whose: str, stored: StoredList, ask: Callable[[], Told]) -> Told:
    try:
        told = ask()
    except NoSource:
        known = f"{len(stored.advisories)} advisories known on {stored.known_on}"
        print(f"{whose}: no source of advisories can be reached; judged by our list of {known}.")
        return []
    print(f"{whose}: the registry was asked, and knows of {len(told)} holes.")
    return told


def _line(finding: Finding) -> str:
    head = f"{finding.package.name} {finding.package.version}".rstrip()
    if finding.accepted:
        return f"  {head}: {finding.ids[0]}, accepted: {finding.accepted}"
    return f"✗ {head}: {', '.join(finding.ids)}: {finding.what}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="advisories", description=__doc__)
    parser.add_argument("--npm", nargs="+", default=["npm"], help="the command that runs npm")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
