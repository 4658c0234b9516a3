"""Run by the bot's Python: train a Rasa pipeline and ask it questions.

python rasa_worker.py FOLDER, which holds task.json and gets answer.json
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from rasa.core.agent import load_agent
from rasa.model_training import train_nlu

DEPTH = 5


def main(folder: Path) -> None:
    """Train, ask, and write down the rankings as (topic's number, confidence)."""
    task = json.loads((folder / "task.json").read_text())
    (folder / "config.yml").write_text(task["pipeline"])
    (folder / "nlu.yml").write_text(task["nlu"])
    begun = time.monotonic()
    model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder))
    seconds = time.monotonic() - begun
    rankings = asyncio.run(_ask(str(model), task["questions"]))
    answer = {"seconds_to_train": seconds, "rankings": rankings}
    (folder / "answer.json").write_text(json.dumps(answer))


async def _ask(model: str, questions: list[str]) -> list[list[tuple[int, float]]]:
    agent = await load_agent(model_path=model)
    return [_ranking(await agent.parse_message(question)) for question in questions]


def _ranking(parsed: dict[str, Any]) -> list[tuple[int, float]]:
    selector = parsed.get("response_selector", {}).get("faq")
    if selector:
        named = [(one["intent_response_key"], one["confidence"]) for one in selector["ranking"]]
    else:
        named = [(one["name"], one["confidence"]) for one in parsed["intent_ranking"]]
    return [(int(name.rpartition("t")[2]), float(sure)) for name, sure in named[:DEPTH] if name]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
