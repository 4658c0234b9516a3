"""What other settings would have done with what happened lately."""

from core.setting_trials.rerouting import CalledBefore, Rerouted, reroute

__all__ = ["CalledBefore", "Rerouted", "reroute"]
