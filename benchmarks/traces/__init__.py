"""What one message costs in which process, as traces of the running product tell."""

from benchmarks.traces.collector import Collector, Span, collecting, is_whole

__all__ = ["Collector", "Span", "collecting", "is_whole"]
