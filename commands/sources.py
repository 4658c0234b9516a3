"""What measurements are made of: the folders, the articles and the encoder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random

from commands.files.labelled import Labelled, read_labelled
from commands.progress import Progress
from core.articles import Article
from core.environment import read_environment
from core.errors import BadInput, Fault
from core.settings import Settings
from knowledge_base.adaptation.run import adapt_encoder
from knowledge_base.encoding import CachingEncoder, ServedEncoder, find_model, served_model
from knowledge_base.paths import Paths
from launch.paths import find_paths
from launch.secrets_file import read_secrets
from launch.variables import resolve
from store.article_files import read_library
from store.attachments import Files, open_files
from store.database import Database
from store.setting_versions import ChangedTexts
from store.settings_files import ChangedFolder, read_retrieval, read_settings

HOME = Path(__file__).parent.parent


def settings_folder() -> Path:
    return Path(os.environ.get("EFFIE_SETTINGS") or HOME / "settings")


def articles_folder() -> Path:
    return Path(os.environ.get("EFFIE_ARTICLES") or HOME / "knowledge_base" / "articles")


def var_folder() -> Path:
    return Path(os.environ.get("EFFIE_VAR") or HOME / "var")


def record_url() -> str:
    """Return the address of the database that `make run` uses."""
    return _variables()["DATABASE_URL"]


def files_in_use() -> Files:
    """Return where `make run` keeps what was attached."""
    environment = read_environment(_variables(), HOME)
    folder = environment.var / "attachments"
    return open_files(environment.attachments, environment.s3_endpoint, folder)


def _variables() -> Mapping[str, str]:
    paths = find_paths(os.environ)
    return resolve(os.environ, read_secrets(paths.var / "secrets.env"), paths.var).variables


def settings_in_use(database: Database) -> Settings:
    """Return the settings of a running Effie: the folder's, and what was changed in the product."""
    _, texts = ChangedTexts(database).texts()
    return read_settings(ChangedFolder(settings_folder(), texts))


def encoder_name() -> str:
    """Return what the settings call the encoder."""
    return read_retrieval(settings_folder()).encoder


def make_encoder() -> ServedEncoder:
    """Return the encoder that answers, adapted if that one serves."""
    paths = Paths(var_folder())
    return ServedEncoder(served_model(encoder_name(), paths.adapted), paths.encoders)


def make_adapted_encoder(articles: Sequence[Article]) -> ServedEncoder:
    """Return the encoder adapted to these articles; what was adapted before is kept."""
    name, paths = encoder_name(), Paths(var_folder() / "bench")
    texts = repr([(name, article.slug, article.title, article.questions) for article in articles])
    kept = paths.adapted / sha256(texts.encode()).hexdigest()[:16]
    if served_model(name, kept) == find_model(name):
        adapt_encoder(articles, name, kept, Progress())
    return ServedEncoder(served_model(name, kept), paths.encoders)


def passage_cache(encoder: ServedEncoder) -> CachingEncoder:
    """Return the encoder with the vectors of the articles that a running Effie keeps."""
    return CachingEncoder(encoder, var_folder() / "vectors.db")


def bench_cache(encoder: ServedEncoder) -> CachingEncoder:
    """Return the encoder with the vectors of earlier measurements; nothing else reads them."""
    return CachingEncoder(encoder, var_folder() / "bench" / "vectors.db")


def shipped_articles() -> list[Article]:
    """Read the articles as they are served; their faults go to the error output.

    Raises BadInput if not a single one can be read.
    """
    folder = articles_folder()
    library = read_library(folder)
    for fault in library.faults:
        print(fault, file=sys.stderr)
    if not library.articles:
        raise BadInput(f"There is no article in {folder}. Write one, or check EFFIE_ARTICLES.")
    return list(library.articles)


def with_few_examples(articles: Iterable[Article], number: int) -> list[Article]:
    """Return the articles with so many of their example questions, drawn with a fixed seed."""
    random = Random(0)  # noqa: S311
    return [
        replace(
            article,
            questions=tuple(random.sample(article.questions, min(number, len(article.questions)))),
        )
        for article in articles
    ]


def articles_from(path: Path) -> list[Article]:
    """Read a CSV of labelled examples that stand in for articles."""
    rows = read_labelled(path)
    for row in rows:
        if not row.label:
            raise Fault(path.name, row.line, "an example needs a label.")
    return as_articles(rows)


def as_articles(rows: Iterable[Labelled]) -> list[Article]:
    """Return an article for each label, with nothing but its examples."""
    questions: dict[str, list[str]] = {}
    for row in rows:
        questions.setdefault(row.label, []).append(row.text)
    return [
        Article(
            slug=label,
            title="",
            questions=tuple(dict.fromkeys(texts)),
            next=(),
            audience="everyone",
            tags=(),
            review=date.max,
            owner="",
            short="",
            steps=(),
        )
        for label, texts in sorted(questions.items())
    ]
