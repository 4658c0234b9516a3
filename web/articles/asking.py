"""Asking the assistant again what customers asked before."""

from __future__ import annotations

import asyncio

from web.articles.actions_client import Knowledge

_AT_ONCE = 4  # questions that the assistant is asked at the same time


async def ask_again(knowledge: Knowledge, questions: dict[int, str]) -> dict[int, str]:
    """Return which article answers each of these questions now, "" for none."""
    turn = asyncio.Semaphore(_AT_ONCE)

    async def ask(question: str) -> str:
        async with turn:
            return await knowledge.answer_to(question)

    answers = await asyncio.gather(*map(ask, questions.values()))
    return dict(zip(questions, answers, strict=True))
