"""Ideas of members of staff: left anywhere, listed, voted for and answered."""

from web.ideas.pages import idea_routes

__all__ = ["idea_routes"]
