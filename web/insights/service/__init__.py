"""How customers were served by people: all together, and one's own."""

from web.insights.service.mine import insight_mine_routes
from web.insights.service.page import service_page

__all__ = ["insight_mine_routes", "service_page"]
