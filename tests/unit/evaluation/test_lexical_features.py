"""Our n-gram counts and weights, held against the library that serving must not load."""

from __future__ import annotations

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from knowledge_base.retrieval.char_ngrams import Vocabulary
from knowledge_base.retrieval.lexical_index import idf_of, weigh

TEXTS = ["Top up by card", "top-up  failed", "I", "a PIN, a pin and a card", "Überweisung"]


def test_ngrams_and_their_weights_are_those_of_scikit_learn() -> None:
    vectorizer = CountVectorizer(analyzer="char_wb", ngram_range=(2, 4))
    counts = vectorizer.fit_transform(TEXTS)
    expected = TfidfTransformer(sublinear_tf=True).fit_transform(counts).toarray()
    vocabulary = Vocabulary.of(TEXTS)
    assert sorted(vocabulary.names) == sorted(vectorizer.vocabulary_)
    ours = vocabulary.count(TEXTS)
    weights = weigh(ours, idf_of(ours, len(vocabulary)))
    found = np.zeros_like(expected)
    for text, ngram, weight in zip(ours.texts(), ours.ngrams, weights, strict=True):
        found[text, vectorizer.vocabulary_[vocabulary.names[ngram]]] = weight
    np.testing.assert_allclose(found, expected, atol=1e-6)
