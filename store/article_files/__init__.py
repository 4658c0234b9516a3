"""Articles as files: read, written, kept in step with the folder, imported and exported."""

from store.article_files.archive import (
    ARTICLE_SUFFIXES,
    MAX_FILES,
    MAX_UPLOAD_BYTES,
    BadArchive,
    places_in,
    read_other_files,
    write_archive,
)
from store.article_files.folder import article_files, read_library
from store.article_files.importer import Import, ImportItem, ImportResult, in_batches
from store.article_files.question_table import (
    read_question_table,
    write_question_table,
)
from store.article_files.question_transfer import import_questions
from store.article_files.sync import ArticleSync, FileReport
from store.article_files.tables import Table
from store.article_files.transfer import (
    ImportOptions,
    ImportReport,
    Tell,
    archive_source,
    carry_out,
    export_folder,
    folder_source,
    import_articles,
    silent,
)

__all__ = [
    "ARTICLE_SUFFIXES",
    "MAX_FILES",
    "MAX_UPLOAD_BYTES",
    "ArticleSync",
    "BadArchive",
    "FileReport",
    "Import",
    "ImportItem",
    "ImportOptions",
    "ImportReport",
    "ImportResult",
    "Table",
    "Tell",
    "archive_source",
    "article_files",
    "carry_out",
    "export_folder",
    "folder_source",
    "import_articles",
    "import_questions",
    "in_batches",
    "places_in",
    "read_library",
    "read_other_files",
    "read_question_table",
    "silent",
    "write_archive",
    "write_question_table",
]
