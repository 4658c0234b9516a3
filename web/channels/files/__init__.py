"""Fetching the files that came beside the words: from the vendor's own hosts alone."""

from web.channels.files.addresses import is_same_server, may_be_fetched
from web.channels.files.download import download, fetch_address
from web.channels.files.fetches import Fetches

__all__ = ["Fetches", "download", "fetch_address", "is_same_server", "may_be_fetched"]
