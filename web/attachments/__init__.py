"""Files that customers and agents send or save: taken in, and sent to browsers."""

from web.attachments.serving import attachment_routes, send_file
from web.attachments.uploading import keep_file, scan_what_is_held, take_upload
from web.attachments.written import as_text, written_file

__all__ = [
    "as_text",
    "attachment_routes",
    "keep_file",
    "scan_what_is_held",
    "send_file",
    "take_upload",
    "written_file",
]
