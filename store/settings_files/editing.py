"""Changing values in the text of a settings file: comments and everything else stay."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from core.errors import BadInput
from core.setting_versions import REMOVED, Edit


def edit_text(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with these values in their places; raises BadInput for no YAML."""
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 100_000  # no line is broken that was whole
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        document = yaml.load(text)
    except YAMLError:
        raise BadInput("The file is no valid YAML. Edit its text first.") from None
    if not isinstance(document, CommentedMap):
        raise BadInput("The file holds no lines of the form 'name: value'. Edit its text first.")
    for edit in edits:
        _put(document, edit)
    out = io.StringIO()
    yaml.dump(document, out)
    return out.getvalue()


def _put(document: Any, edit: Edit) -> None:
    mapping = document
    for key in edit.place[:-1]:
        if not isinstance(mapping.get(key), CommentedMap):
            mapping[key] = CommentedMap()
        mapping = mapping[key]
    if not mapping:
        mapping.fa.set_block_style()  # so that `words: {}` grows line by line
    key, value = edit.place[-1], edit.value
    if value is REMOVED:
        mapping.pop(key, None)
    elif isinstance(value, dict) and isinstance(mapping.get(key), CommentedMap):
        _put_pairs(mapping[key], value)
    elif isinstance(value, list):
        mapping[key] = _list(mapping.get(key), value)
    else:
        mapping[key] = value


def _put_pairs(mapping: CommentedMap, wanted: dict[str, str]) -> None:
    for key in [key for key in mapping if key not in wanted]:
        mapping.pop(key)
    for key, value in wanted.items():
        if mapping.get(key) != value:
            mapping[key] = value


def _list(known: Any, wanted: list[Any]) -> CommentedSeq:
    """Return a list of these items, made of the one that stands there: comments keep their item."""
    if not isinstance(known, CommentedSeq) or not known:
        fresh = CommentedSeq(wanted)
        if all(isinstance(each, str) and len(each) < 20 for each in wanted) and len(wanted) < 6:
            fresh.fa.set_flow_style()
        return fresh
    steps = SequenceMatcher(None, list(map(_same, known)), list(map(_same, wanted)), autojunk=False)
    for kind, a, b, c, d in reversed(steps.get_opcodes()):
        if kind == "equal":
            continue
        shared = min(b - a, d - c)
        for place in range(shared):
            known[a + place] = wanted[c + place]
        for place in reversed(range(a + shared, b)):
            del known[place]
        for item in reversed(wanted[c + shared : d]):
            known.insert(a + shared, item)
    return known


def _same(item: Any) -> Any:
    return item if isinstance(item, date) else str(item)
