"""What other settings would have done with what happened lately."""

from core.setting_trials.rerouting import (
    CalledBefore,
    CameBefore,
    Regrouped,
    Rerouted,
    regroup,
    reroute,
)

__all__ = ["CalledBefore", "CameBefore", "Regrouped", "Rerouted", "regroup", "reroute"]
