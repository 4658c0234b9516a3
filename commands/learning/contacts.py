"""The questions that simulated customers come with."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from commands.files.labelled import Labelled, read_labelled
from commands.sources import HOME
from core.text import plain

_BANKING77 = HOME.parent / "shared" / "bench" / "banking77"
MEASURED = _BANKING77 / "questions_dev.csv"
_SEED = 0


def shared_contacts() -> list[Labelled]:
    """Read what customers ask."""
    return read_labelled(_BANKING77 / "train.csv")


def contacts_without(measured: Sequence[Labelled], contacts: Sequence[Labelled]) -> list[Labelled]:
    """Return the contacts in a fixed random order, less every question that is measured with."""
    held_out = {plain(row.text) for row in measured}
    kept = [row for row in contacts if plain(row.text) not in held_out]
    Random(_SEED).shuffle(kept)  # noqa: S311
    return kept
