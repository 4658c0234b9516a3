"""How much there is to do and how it goes, in Prometheus' format, for whoever runs the service."""

from web.metrics.counting import Counts, count_requests
from web.metrics.routes import metrics_routes

__all__ = ["Counts", "count_requests", "metrics_routes"]
