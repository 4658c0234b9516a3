"""Files that customers and agents send: taking them in, and sending them to browsers."""

from web.attachments.serving import attachment_routes, send_file
from web.attachments.uploading import keep_file, scan_what_is_held, take_upload

__all__ = ["attachment_routes", "keep_file", "scan_what_is_held", "send_file", "take_upload"]
