"""Articles as files: read, written, kept in step with the folder, imported and exported."""

from store.article_files.archive import MAX_FILES, MAX_UPLOAD_BYTES, BadArchive, write_archive
from store.article_files.folder import article_files, read_library
from store.article_files.question_table import (
    read_question_table,
    write_question_table,
)
from store.article_files.question_transfer import import_questions
from store.article_files.sync import ArticleSync, FileReport
from store.article_files.transfer import (
    ImportOptions,
    ImportReport,
    archive_source,
    export_folder,
    folder_source,
    import_articles,
)

__all__ = [
    "MAX_FILES",
    "MAX_UPLOAD_BYTES",
    "ArticleSync",
    "BadArchive",
    "FileReport",
    "ImportOptions",
    "ImportReport",
    "archive_source",
    "article_files",
    "export_folder",
    "folder_source",
    "import_articles",
    "import_questions",
    "read_library",
    "read_question_table",
    "write_archive",
    "write_question_table",
]
