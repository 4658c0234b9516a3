"""How good the answers are: labelled questions, metrics, thresholds."""

from knowledge_base.evaluation.labelled import Asked, Rates, tabulate_asked

__all__ = ["Asked", "Rates", "tabulate_asked"]
