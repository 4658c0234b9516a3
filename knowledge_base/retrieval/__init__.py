"""From a question to ranked articles with a confidence; what serves needs no training library."""

from knowledge_base.retrieval.article_ids import Owners
from knowledge_base.retrieval.char_ngrams import Vocabulary
from knowledge_base.retrieval.classifier import Head
from knowledge_base.retrieval.dense_index import Index
from knowledge_base.retrieval.engine import MOST_HITS, Engine
from knowledge_base.retrieval.features import Layer, Witnesses
from knowledge_base.retrieval.fitted import Learnt
from knowledge_base.retrieval.lexical_index import Spelling
from knowledge_base.retrieval.passages import reads_alike, texts_of
from knowledge_base.retrieval.ranker import UNKNOWN_SHARE, Floats, Weights

__all__ = [
    "MOST_HITS",
    "UNKNOWN_SHARE",
    "Engine",
    "Floats",
    "Head",
    "Index",
    "Layer",
    "Learnt",
    "Owners",
    "Spelling",
    "Vocabulary",
    "Weights",
    "Witnesses",
    "reads_alike",
    "texts_of",
]
