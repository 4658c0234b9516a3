"""How good the answers are: labelled questions, metrics, thresholds."""

from knowledge_base.evaluation.labelled import LabelledQueries, Rates, tabulate_queries

__all__ = ["LabelledQueries", "Rates", "tabulate_queries"]
