"""Slack: an app's direct messages."""

from web.channels.slack.app import Slack

__all__ = ["Slack"]
