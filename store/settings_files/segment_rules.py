"""Reading who is of which segment by rules, in `segments.yml`."""

from __future__ import annotations

from core.errors import BadInput
from core.handoffs import FactKind, Rule, SegmentRules, check_fact, check_reached, read_rule
from store.settings_files.reading.yaml_reader import Section

_OF_SEGMENT = ("label", "presentation", "channels", "queue", "priority", "no_article")
SEGMENT_KEYS = (*_OF_SEGMENT, "continue_on", "who")


def read_segment_rules(file: Section) -> SegmentRules:
    """Read the facts that may be asked for, and each segment's rule; raises Fault.

    Refused are rules that contradict themselves, that an earlier one leaves nobody for, that ask
    for the segment itself or for what is no fact, and one for the segment of everybody else.
    """
    kinds = dict(_kinds(file.names("facts"))) if "facts" in file else {}
    default, rules = file.plain("default"), dict[str, Rule]()
    for name, segment in file.names("segments").sections(*SEGMENT_KEYS):
        if "who" not in segment:
            continue
        if name == default:
            problem = f"'{name}' is the default: whoever no other rule fits. Take its rule away."
            raise segment.fault("who", problem)
        try:
            rules[name] = read_rule(segment.texts("who"), kinds)
            check_reached(rules)
        except BadInput as error:
            raise segment.fault("who", error.message) from None
    return SegmentRules(kinds, rules)


def _kinds(facts: Section) -> list[tuple[str, FactKind]]:
    found = []
    for name in facts:
        try:
            check_fact(name)
        except BadInput as error:
            raise facts.fault(name, error.message) from None
        found.append((name, FactKind(facts.one_of(name, [kind.value for kind in FactKind]))))
    return found
