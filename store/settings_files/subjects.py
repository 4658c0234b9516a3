"""Reading how a subject is noticed: examples and phrases, as several settings files give them."""

from __future__ import annotations

from core.subjects import Subject, SubjectKind, read_phrase
from store.settings_files.reading.yaml_reader import Section

MIN_EXAMPLES = 3


def read_subject(kind: SubjectKind, name: str, section: Section) -> Subject:
    """Read `examples` and, if there are any, `phrases`; raises Fault."""
    examples = section.texts("examples")
    if len(examples) < MIN_EXAMPLES:
        problem = f"'examples' needs {MIN_EXAMPLES} at least; 30 to 60 are found best."
        raise section.fault("examples", problem)
    phrases = section.texts("phrases") if "phrases" in section else ()
    for place, phrase in enumerate(phrases):
        if not read_phrase(phrase):
            problem = f"'phrases' holds '{phrase}', which has no words. Write some, or remove it."
            raise section.item_fault("phrases", place, problem)
    return Subject(kind, name, examples, phrases)
