"""Figures of an article: how often it was shown, whether it helped, what followed it."""

from __future__ import annotations

from dataclasses import dataclass, field

_MIN_JUDGED = 5  # with fewer words on it, chance decides
_MIN_SHOWN = 10
_HALF = 0.5
_OFTEN_HANDED_OFF = 0.3


@dataclass(frozen=True)
class Count:
    """Counts of an article over a span of days.

    shown: how often the assistant showed it
    helped, not_helped: what customers said of it in the chat
    read_helped, read_not_helped: what readers said of its page in the help centre
    next_taken: how often it led on to a next question
    handed_off: how often a person was called after it, before anything had helped
    effort: the mean score of the conversations it was in, None without any
    """

    shown: int = 0
    helped: int = 0
    not_helped: int = 0
    read_helped: int = 0
    read_not_helped: int = 0
    next_taken: int = 0
    handed_off: int = 0
    effort: float | None = None

    @property
    def judged(self) -> int:
        return self.helped + self.not_helped + self.read_helped + self.read_not_helped

    @property
    def share(self) -> float | None:
        """Helped / judged, chat and help pages together, 0 to 1; None without a judgement."""
        return (self.helped + self.read_helped) / self.judged if self.judged else None

    @property
    def chat_share(self) -> float | None:
        said = self.helped + self.not_helped
        return self.helped / said if said else None

    @property
    def read_share(self) -> float | None:
        said = self.read_helped + self.read_not_helped
        return self.read_helped / said if said else None


@dataclass(frozen=True)
class Health:
    """An article over the last `days` days, and over as many days before those."""

    days: int
    now: Count = field(default_factory=Count)
    before: Count = field(default_factory=Count)

    @property
    def change(self) -> float | None:
        """Difference of the two shares, -1 to 1; None if either has fewer than 5 judgements."""
        now, before = self.now.share, self.before.share
        if now is None or before is None:
            return None
        enough = min(self.now.judged, self.before.judged) >= _MIN_JUDGED
        return now - before if enough else None

    @property
    def ails(self) -> str:
        """A finding for the content manager, in words; "" if nothing stands out."""
        now = self.now
        if now.share is not None and now.judged >= _MIN_JUDGED and now.share < _HALF:
            return "helps fewer than half of those who say so"
        if now.shown >= _MIN_SHOWN and now.handed_off >= _OFTEN_HANDED_OFF * now.shown:
            return "often followed by a call for a person"
        return ""
