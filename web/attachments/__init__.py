"""Files that customers and agents send or save: taken in, and sent to browsers."""

from web.attachments.mailing import (
    NoMailForTranscripts,
    mail_transcript,
    mailbox_of,
    read_mail_address,
)
from web.attachments.serving import attachment_routes, file_headers, send_file
from web.attachments.uploading import keep_file, scan_what_is_held, take_upload
from web.attachments.written import written_file

__all__ = [
    "NoMailForTranscripts",
    "attachment_routes",
    "file_headers",
    "keep_file",
    "mail_transcript",
    "mailbox_of",
    "read_mail_address",
    "scan_what_is_held",
    "send_file",
    "take_upload",
    "written_file",
]
