"""What is done to everything that came in before any of it is stored."""

from __future__ import annotations

from dataclasses import replace

from core.channels import Arrival, Brought, What
from core.conversations import Privacy
from core.text import clean_text
from store.channels import MAX_EXTERNAL_LENGTH

MAX_BROUGHT_NAME_LENGTH = 200  # characters of a file's
MAX_ARRIVAL_LENGTH = 40_000  # characters; the longest text that any vendor lets people write


def cleaned(arrival: Arrival, privacy: Privacy) -> Arrival:
    """Take out what no database keeps and what nobody may read."""
    said = clean_text(arrival.text)[:MAX_ARRIVAL_LENGTH]
    masked = privacy.mask(said)
    name, language = clean_text(arrival.name), clean_text(arrival.language)
    return replace(
        arrival,
        text=masked,
        masked=masked != said,
        name=name[:100],
        language=language[:20],
        files=tuple(_cleaned_file(each, privacy) for each in arrival.files),
    )


def _cleaned_file(file: Brought, privacy: Privacy) -> Brought:
    name = privacy.mask(clean_text(file.name))[:MAX_BROUGHT_NAME_LENGTH]
    thing = privacy.mask(clean_text(file.thing))[:MAX_BROUGHT_NAME_LENGTH]
    return replace(file, file=clean_text(file.file), name=name, thing=thing)


def can_be_kept(arrival: Arrival) -> bool:
    """Tell whether its names are of a kind that the record holds."""
    names = (arrival.id, arrival.sender)
    return (
        arrival.what is not What.UNKNOWN
        and bool(arrival.id)
        and all(len(name) <= MAX_EXTERNAL_LENGTH and name.isprintable() for name in names)
    )
