"""The record of what customers teach."""

from store.suggested_examples.collector import ExampleCollector, Waiting
from store.suggested_examples.record import NoSuchSuggestion, SuggestedExamples, Unchecked

__all__ = ["ExampleCollector", "NoSuchSuggestion", "SuggestedExamples", "Unchecked", "Waiting"]
