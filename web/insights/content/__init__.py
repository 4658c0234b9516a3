"""The page of anticipation and content."""

from web.insights.content.page import content_page

__all__ = ["content_page"]
