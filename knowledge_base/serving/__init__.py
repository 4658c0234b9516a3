"""Keeping what answers in step with the articles: feed, refresh, snapshots."""

from knowledge_base.serving.article_feed import LiveArticleFeed
from knowledge_base.serving.article_json import dump_articles
from knowledge_base.serving.draft_engines import DraftEngines
from knowledge_base.serving.poller import Watcher
from knowledge_base.serving.refresher import IndexRefresher

__all__ = ["DraftEngines", "IndexRefresher", "LiveArticleFeed", "Watcher", "dump_articles"]
