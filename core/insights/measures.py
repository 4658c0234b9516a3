"""What is measured of every contact, each defined once: the pages show these very words."""

from __future__ import annotations

from dataclasses import dataclass

MAX_PAUSE_MINUTES = 30  # a longer one is no time that getting help has taken
HIGH_SCORE = 4  # of the effort question, from here on effort was high
SOON_DAYS, LATER_DAYS = 7, 14  # within which somebody may come back


@dataclass(frozen=True)
class Measure:
    """What a contact has cost its customer, in one unit.

    name: its column in the record
    unit: of one of it, in the plural
    """

    name: str
    label: str
    unit: str
    definition: str


MEASURES = (
    Measure(
        "minutes",
        "Time",
        "minutes",
        "From the customer's first word to the last thing said; pauses of more than "
        f"{MAX_PAUSE_MINUTES} minutes and the effort question are left out.",
    ),
    Measure(
        "messages",
        "Messages",
        "messages",
        "How often the customer wrote or pressed something, but for the effort question.",
    ),
    Measure(
        "repeats",
        "Said it again",
        "times",
        "Messages in the customer's own words right after an answer that was not it.",
    ),
    Measure(
        "failed_answers",
        "Failed answers",
        "answers",
        "How often the customer said that what they were shown was not it, or the assistant did "
        "not understand.",
    ),
    Measure(
        "transfers",
        "Transfers",
        "transfers",
        "How often an agent passed the customer on to a colleague or to another queue.",
    ),
    Measure(
        "channel_switches",
        "Channel switches",
        "switches",
        "How often the customer went on writing through another channel.",
    ),
    Measure(
        "waiting",
        "Waiting for a person",
        "minutes",
        "From the call for a person until one took over or it ended, all waits together.",
    ),
    Measure(
        "re_asked",
        "Asked for again",
        "messages",
        "Agents' messages that asked for something the customer had already told.",
    ),
)
BY_NAME = {measure.name: measure for measure in MEASURES}

SCORE = "Mean of the answers to the effort question, 1 (very low) to 5 (very high)."
HIGH = f"Scores of {HIGH_SCORE} and 5 among all scores."
RESPONSE = "Effort questions that got a score among those that were asked."
CONTAINED = "Contacts that ended without a person being called."
VERIFIED = "Contained, and the customer said of an answer that it helped."
RESOLVED = (
    "Contained, and nobody came back about the same article, on any channel. Only contacts of "
    "customers who would be recognised count, and only those that are old enough."
)


def resolved(verified: bool, days: int) -> str:
    """Return the definition of what counts as resolved within so many days."""
    start = "Verified containment" if verified else "Containment"
    return f"{start} without a new contact about the same article within {days} days. {RESOLVED}"
