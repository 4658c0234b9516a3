"""Files that were sent: examined, scanned, kept, and forgotten again."""

from store.attachments.examining import Examined, examine
from store.attachments.files import DiskFiles, Files, FilesAway, S3Files, open_files
from store.attachments.record import Attachments, KeptFile, file_id
from store.attachments.scanner import Scanner

__all__ = [
    "Attachments",
    "DiskFiles",
    "Examined",
    "Files",
    "FilesAway",
    "KeptFile",
    "S3Files",
    "Scanner",
    "examine",
    "file_id",
    "open_files",
]
