"""Keeping what answers in step with the articles: feed, refresh, snapshots."""

from knowledge_base.serving.article_feed import Wanted
from knowledge_base.serving.article_json import dump_articles
from knowledge_base.serving.draft_engines import Drafts
from knowledge_base.serving.poller import Watcher
from knowledge_base.serving.refresher import Renewal

__all__ = ["Drafts", "Renewal", "Wanted", "Watcher", "dump_articles"]
