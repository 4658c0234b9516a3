"""Draw what one message costs in which process.

python -m benchmarks.traces [--messages 60] [--json OUT]

Starts a product of its own with tracing on and a collector beside it, asks questions one after the
other, each once the one before is answered, and prints the trace of the message that took the
median time as a Mermaid diagram, and the medians of every part over all messages in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path

from benchmarks.replies import PER_CONVERSATION, Conversation, questions
from benchmarks.traces import Collector, Span, collecting, is_whole
from commands.own_copies import copies_without_limits
from core.errors import EffieError
from launch.errors import LaunchError
from launch.running.own_product import running, variables_of_its_own
from store.tracing import COLLECTOR

_WARM_UP = 5  # messages that are asked and not counted
_ARRIVE_WITHIN = 15.0  # seconds; spans are sent every five


def main() -> int:
    options = _options()
    try:
        traces = _measured(options.messages)
    except (LaunchError, EffieError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    by_length = sorted(traces, key=_milliseconds)
    parts = _medians(traces)
    print(drawn(by_length[len(by_length) // 2]))
    for (process, name), median in parts.items():
        print(f"{process:8} {name:28} {median:7.1f} ms")
    if options.json:
        figures = {f"{process}: {name}": round(ms, 2) for (process, name), ms in parts.items()}
        options.json.write_text(json.dumps(figures, indent=2))
    return 0


def _measured(messages: int) -> list[list[Span]]:
    with tempfile.TemporaryDirectory(prefix="effie-traces-") as name, collecting() as collector:
        settings, articles = copies_without_limits(Path(name))
        given = variables_of_its_own(settings, articles)
        with running(Path(name), {**given, COLLECTOR: collector.url}) as product:
            asked = list(islice(questions(), messages + _WARM_UP))
            for start in range(0, len(asked), PER_CONVERSATION):
                conversation = Conversation(product.web_url)
                for question in asked[start : start + PER_CONVERSATION]:
                    conversation.ask(question)
            return _whole(collector, len(asked))[_WARM_UP:]


def _whole(collector: Collector, messages: int) -> list[list[Span]]:
    """Return the traces that reach the customer, in the order they were asked."""
    end = time.monotonic() + _ARRIVE_WITHIN
    while True:
        whole = [trace for trace in collector.traces() if is_whole(trace)]
        if len(whole) >= messages or time.monotonic() > end:
            return sorted(whole, key=lambda trace: trace[0].began)
        time.sleep(0.2)


def _milliseconds(trace: list[Span]) -> float:
    return max(each.ended for each in trace) - trace[0].began


def _medians(traces: list[list[Span]]) -> dict[tuple[str, str], float]:
    lengths: dict[tuple[str, str], list[float]] = defaultdict(list)
    for trace in traces:
        for each in trace:
            lengths[each.process, each.name].append(each.milliseconds)
        lengths["all", "from POST to the page"].append(_milliseconds(trace))
    return {part: statistics.median(values) for part, values in lengths.items()}


def drawn(trace: list[Span]) -> str:
    """Return a trace as Mermaid's Gantt diagram: a section for each process, in milliseconds."""
    lines = ["gantt", "    dateFormat x", "    axisFormat %L ms", "    title One message"]
    began = trace[0].began
    for process in dict.fromkeys(each.process for each in trace):
        lines.append(f"    section {process}")
        lines += [
            f"    {each.name} ({each.milliseconds:.1f} ms) :"
            f" {round(each.began - began)}, {max(1, round(each.milliseconds))}ms"
            for each in trace
            if each.process == process
        ]
    return "\n".join(lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.traces", description=__doc__)
    parser.add_argument("--messages", type=int, default=60, help="how many to ask")
    parser.add_argument("--json", type=Path, help="where to write the medians")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
