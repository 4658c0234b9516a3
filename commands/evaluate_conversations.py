"""Play conversations through the real bot and judge each turn.

python -m commands.evaluate_conversations FILE [FILE …] [--json OUT] [--only WORD]

Everything runs on ports and in a folder of its own, with the shipped settings and articles; only
the limits on floods are lifted, for a file is asked faster than people type.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from commands.conversations import Case, read_cases, shortcomings
from commands.conversations.player import NoAnswer, Player, player_of
from commands.files.figures import write_figures
from commands.own_copies import copies_without_limits
from core.conversations import Author
from core.errors import EffieError
from launch.errors import LaunchError
from launch.running.own_product import running, variables_of_its_own


@dataclass(frozen=True)
class Failure:
    """A turn that did not bring what was expected."""

    name: str
    kind: str
    turn: int
    said: str
    missing: tuple[str, ...]
    got: tuple[str, ...]


@dataclass
class Judged:
    """Turns of all conversations, as they went."""

    conversations: int = 0
    whole: int = 0
    by_kind: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    failures: list[Failure] = field(default_factory=list)

    def figures(self) -> dict[str, object]:
        """Return the figures as they are written: shares from 0 to 1."""
        turns = [good for each in self.by_kind.values() for good in each]
        return {
            "conversations": self.conversations,
            "turns": len(turns),
            "as_expected": _share(turns),
            "conversations_as_expected": self.whole / max(1, self.conversations),
            "by_kind": {kind: _share(each) for kind, each in sorted(self.by_kind.items())},
            "failures": [asdict(failure) for failure in self.failures],
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """Play and judge; returns the exit status, 2 for a mistake in the input."""
    options = _options(arguments)
    try:
        cases = [case for file in options.files for case in read_cases(file)]
        chosen = [case for case in cases if options.only in f"{case.kind} {case.name}"]
        judged = evaluate(chosen)
        if options.json:
            write_figures(options.json, judged.figures())
    except (EffieError, LaunchError) as error:
        print(error, file=sys.stderr)
        return 2
    print(table(judged))
    return 0


def evaluate(cases: Sequence[Case]) -> Judged:
    """Start a product of its own, and play all conversations in it."""
    with tempfile.TemporaryDirectory(prefix="effie-conversations-") as folder:
        given = variables_of_its_own(*copies_without_limits(Path(folder)))
        with running(Path(folder), given) as product, player_of(product) as player:
            return _judge_all(cases, player)


def table(judged: Judged) -> str:
    """Return the figures as people read them."""
    figures = judged.figures()
    lines = [_why(failure) for failure in judged.failures]
    lines += [
        "",
        f"{judged.conversations:,} conversations, {figures['turns']:,} turns judged",
        "",
        f"{'turns as expected':<40}{figures['as_expected']:>8.1%}",
        f"{'conversations as expected throughout':<40}{figures['conversations_as_expected']:>8.1%}",
        "",
    ]
    for kind, each in sorted(judged.by_kind.items()):
        lines.append(f"  {kind:<38}{_share(each):>8.1%}  of {len(each)}")
    return "\n".join(lines)


def _judge_all(cases: Sequence[Case], player: Player) -> Judged:
    judged = Judged()
    for number, case in enumerate(cases, start=1):
        before = len(judged.failures)
        _judge(case, player, judged)
        judged.conversations += 1
        judged.whole += len(judged.failures) == before
        if number % 25 == 0 or number == len(cases):
            print(f"      … {number} of {len(cases)} conversations", flush=True)
    return judged


def _judge(case: Case, player: Player, judged: Judged) -> None:
    number = 0
    try:
        for number, (turn, outcome) in enumerate(player.play(case), start=1):
            if turn.expect is None:
                continue
            missing = shortcomings(turn.expect, outcome)
            judged.by_kind[case.kind].append(not missing)
            if missing:
                said = turn.words or turn.press
                got = tuple(each.text for each in outcome.said if each.author is Author.BOT)
                judged.failures.append(
                    Failure(case.name, case.kind, number, said, tuple(missing), got)
                )
    except NoAnswer as stop:
        judged.by_kind[case.kind].append(False)
        failure = Failure(case.name, case.kind, number + 1, "", (str(stop),), ())
        judged.failures.append(failure)


def _why(failure: Failure) -> str:
    got = " / ".join(text.replace("\n", " ")[:90] for text in failure.got) or "nothing"
    head = f"✗ {failure.kind} · {failure.name}, turn {failure.turn}: “{failure.said}”"
    return "\n".join([head, *(f"    {each}" for each in failure.missing), f"    got: {got}"])


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evaluate-conversations", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="YAML files of conversations")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    parser.add_argument("--only", default="", help="only kinds or names that hold this word")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
