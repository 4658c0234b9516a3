"""Copies of all that Effie keeps, as it was at one moment, and putting them back."""

from store.backups.files import copy_files, copy_files_set_aside, put_files_back
from store.backups.keys import copy_keys, put_keys_back
from store.backups.record import NotEmpty, NoTool, copy_record, put_record_back, require_no_tables

__all__ = [
    "NoTool",
    "NotEmpty",
    "copy_files",
    "copy_files_set_aside",
    "copy_keys",
    "copy_record",
    "put_files_back",
    "put_keys_back",
    "put_record_back",
    "require_no_tables",
]
