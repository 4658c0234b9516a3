"""What customers were refused, and the review of the policies behind it."""

from web.insights.refusals.page import refusals_page
from web.insights.refusals.reviewing import insight_policy_routes

__all__ = ["insight_policy_routes", "refusals_page"]
