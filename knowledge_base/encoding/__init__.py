"""Text to vectors: the encoders that serve, and their caches."""

from knowledge_base.encoding.disk_cache import CachingEncoder
from knowledge_base.encoding.encoder import MAX_TEXT_LENGTH, Encoder, Vectors
from knowledge_base.encoding.memory_cache import RecentEncoder
from knowledge_base.encoding.model import SERVES, Model, find_model, served_model
from knowledge_base.encoding.served_encoder import ServedEncoder

__all__ = [
    "MAX_TEXT_LENGTH",
    "SERVES",
    "CachingEncoder",
    "Encoder",
    "Model",
    "RecentEncoder",
    "ServedEncoder",
    "Vectors",
    "find_model",
    "served_model",
]
