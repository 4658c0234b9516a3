"""What other settings would have done with what happened lately."""

from core.setting_trials.rerouting import (
    CalledBefore,
    CameBefore,
    Regrouped,
    Rerouted,
    regroup,
    reroute,
)
from core.setting_trials.rewording import Reworded, reword

__all__ = [
    "CalledBefore",
    "CameBefore",
    "Regrouped",
    "Rerouted",
    "Reworded",
    "regroup",
    "reroute",
    "reword",
]
