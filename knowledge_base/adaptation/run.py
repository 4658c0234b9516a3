"""Making an encoder that knows the articles, beside the one that serves, and letting it serve.

What serves is named in one small file that is replaced whole, so there is never a moment without
an encoder; the running server notices the file as it notices a changed article.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from core.articles import Article
from core.errors import Unavailable
from knowledge_base.adaptation.fine_tuning import Recipe, adapt
from knowledge_base.encoding import SERVES, find_model
from knowledge_base.encoding.sentence_encoder import load_transformer


def adapt_encoder(
    articles: Sequence[Article],
    name: str,
    adapted: Path,
    progress: Callable[[int, int], None],
    recipe: Recipe | None = None,
) -> None:
    """Adapt the named model to the articles and let the result serve.

    adapted: the folder that keeps it
    Raises Unavailable if the model can't be loaded or the result can't be kept, and BadInput if
    there are fewer than two articles. Then what served before goes on serving.
    """
    transformer = load_transformer(find_model(name))
    adapt(transformer, [_texts(article) for article in articles], recipe or Recipe(), progress)
    try:
        adapted.mkdir(parents=True, exist_ok=True)
        folder = Path(mkdtemp(dir=adapted, prefix="encoder-"))
        transformer.save(str(folder))
        _let_serve(folder, name)
    except OSError as error:
        raise Unavailable(f"The adapted encoder can't be kept in {adapted} ({error}).") from error
    for other in adapted.glob("encoder-*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


def stop_serving_adapted(adapted: Path) -> bool:
    """Let the encoder that is named in the settings serve again; False if it did already."""
    if not (adapted / SERVES).exists():
        return False
    (adapted / SERVES).unlink()
    for folder in adapted.glob("encoder-*"):
        shutil.rmtree(folder, ignore_errors=True)
    return True


def _let_serve(folder: Path, name: str) -> None:
    unfinished = folder.with_suffix(".json")
    unfinished.write_text(json.dumps({"folder": folder.name, "adapted_from": name}))
    try:
        unfinished.replace(folder.parent / SERVES)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise


def _texts(article: Article) -> list[str]:
    return [text for text in (*article.questions, article.title) if text.strip()]
