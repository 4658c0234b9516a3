"""Words that are looked for stand as a whole, in any letters and any script."""

from __future__ import annotations

import pytest

from core.personal_data import holds_words


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("where is anna's parcel", "Anna"),
        ("hannah and ANNA", "anna"),
        ("(anna@mail.example)", "anna@mail.example"),
        ("to anna@mail.example. Thanks", "anna@mail.example"),
        ("- anna@mail.example", "anna@mail.example"),
        ("-anna@mail.example...", "anna@mail.example"),
        ("<mailto:anna@mail.example>", "anna@mail.example"),
        ("call +44 20 7946 0000.", "+44 20 7946 0000"),
        ("E\u0301MILE ZOLA wrote", "émile zola"),
        ("田中太郎さんの注文", "田中太郎"),
        ("ขอคุณสมชายใจดีหน่อย", "สมชายใจดี"),
    ],
)
def test_words_stand_in_a_text(text: str, term: str) -> None:
    assert holds_words(text, ["nobody", term])


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Hannah", "anna"),
        ("annals", "Anna"),
        ("joanna@mail.example", "anna@mail.example"),
        ("jo.anna@mail.example", "anna@mail.example"),
        ("jo-anna@mail.example", "anna@mail.example"),
        ("anna@mail.example.net", "anna@mail.example"),
        ("anna@mail.example-shop", "anna@mail.example"),
        ("+44 20 7946 00001", "+44 20 7946 0000"),
        ("anne\u0301", "anne"),
        ("anything at all", ""),
    ],
)
def test_a_part_of_a_longer_word_is_somebody_elses(text: str, term: str) -> None:
    assert not holds_words(text, [term])
