"""Files that customers and agents send: which may be sent, and how messages name them."""

from core.attachments.asked import read_asked
from core.attachments.attached import Attached, attachments_json, read_attachments
from core.attachments.links import LASTS_SENT, PREVIEW, FileLinks, LinkExpired
from core.attachments.scanning import FileState, Infected, ScannerAway, instream, read_verdict
from core.attachments.types import (
    MAX_ALT_LENGTH,
    MAX_ATTACHMENT_BYTES,
    MAX_ATTACHMENTS,
    MAX_ATTACHMENTS_KEPT,
    MAX_FILE_NAME_LENGTH,
    MAX_PICTURE_PIXELS,
    PDF,
    PICTURES,
    TEXT,
    FileTooLarge,
    NotAccepted,
    check_pixels,
    check_size,
    file_name,
    media_type,
)

__all__ = [
    "LASTS_SENT",
    "MAX_ALT_LENGTH",
    "MAX_ATTACHMENTS",
    "MAX_ATTACHMENTS_KEPT",
    "MAX_ATTACHMENT_BYTES",
    "MAX_FILE_NAME_LENGTH",
    "MAX_PICTURE_PIXELS",
    "PDF",
    "PICTURES",
    "PREVIEW",
    "TEXT",
    "Attached",
    "FileLinks",
    "FileState",
    "FileTooLarge",
    "Infected",
    "LinkExpired",
    "NotAccepted",
    "ScannerAway",
    "attachments_json",
    "check_pixels",
    "check_size",
    "file_name",
    "instream",
    "media_type",
    "read_asked",
    "read_attachments",
    "read_verdict",
]
