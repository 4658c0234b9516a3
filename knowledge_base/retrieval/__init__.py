"""From a question to ranked articles with a confidence; what serves needs no training library."""

from knowledge_base.retrieval.article_ids import PassageArticleIds
from knowledge_base.retrieval.char_ngrams import Vocabulary
from knowledge_base.retrieval.classifier import SoftmaxClassifier
from knowledge_base.retrieval.dense_index import Index
from knowledge_base.retrieval.engine import MAX_HITS, Engine
from knowledge_base.retrieval.features import FeatureExtractor, IndexSegment
from knowledge_base.retrieval.fitted import RetrievalModel
from knowledge_base.retrieval.lexical_index import LexicalIndex
from knowledge_base.retrieval.passages import reads_alike, texts_of
from knowledge_base.retrieval.ranker import UNKNOWN_SHARE, Floats, Weights
from knowledge_base.retrieval.sentence_vectors import SentenceVectors, encode_sentences

__all__ = [
    "MAX_HITS",
    "UNKNOWN_SHARE",
    "Engine",
    "FeatureExtractor",
    "Floats",
    "Index",
    "IndexSegment",
    "LexicalIndex",
    "PassageArticleIds",
    "RetrievalModel",
    "SentenceVectors",
    "SoftmaxClassifier",
    "Vocabulary",
    "Weights",
    "encode_sentences",
    "reads_alike",
    "texts_of",
]
