"""Reading how a subject is noticed: examples and phrases, as several settings files give them."""

from __future__ import annotations

from core.subjects import Subject, SubjectKind, read_phrase
from store.settings_files.yaml_reader import Section

MIN_EXAMPLES = 3


def read_subject(kind: SubjectKind, name: str, section: Section) -> Subject:
    """Read `examples` and, if there are any, `phrases`; raises Fault."""
    examples = section.texts("examples")
    if len(examples) < MIN_EXAMPLES:
        problem = f"'examples' needs {MIN_EXAMPLES} at least; 30 to 60 are found best."
        raise section.fault("examples", problem)
    phrases = section.texts("phrases") if "phrases" in section else ()
    for phrase in phrases:
        if not read_phrase(phrase):
            raise section.fault("phrases", f"'phrases' holds '{phrase}', which has no words.")
    return Subject(kind, name, examples, phrases)
