"""What goes by itself after a time: what would go, the runs of each day, and how far they are."""

from store.retention.due import AGEING_PLACES, due, would_go
from store.retention.going import Going
from store.retention.runs import Run, Runs, figures_behind

__all__ = ["AGEING_PLACES", "Going", "Run", "Runs", "due", "figures_behind", "would_go"]
