"""Files on their way: fetched from the vendor's own hosts alone, and handed over to it."""

from web.channels.files.addresses import is_same_server, may_be_fetched
from web.channels.files.download import download, fetch_address
from web.channels.files.fetches import Fetches
from web.channels.files.going_out import FileOut, SendsFiles, as_links, send_files

__all__ = [
    "Fetches",
    "FileOut",
    "SendsFiles",
    "as_links",
    "download",
    "fetch_address",
    "is_same_server",
    "may_be_fetched",
    "send_files",
]
