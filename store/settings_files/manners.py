"""Reading `manners.yml`: what shows how customers like to be spoken to."""

from __future__ import annotations

from core.errors import BadInput
from core.manners import Guide, Manner, Manners, Phrases, read_sign
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml

MAX_ADVICE_LENGTH = 300  # characters of what an agent reads of a manner
MAX_MANNER_LABEL_LENGTH = 40
MAX_SIGNS = 300  # phrases in one list
_FILE = "manners.yml"
_SWITCH = {"on": True, "off": False}
_OF_MANNER = ("label", "advice", "plain", "faint", "harmless")


def read_manners(folder: SettingsFolder) -> Manners:
    """Read the file; without it, in an older folder, nothing is read. Raises Fault."""
    if not (folder / _FILE).exists():
        return Manners()
    file = read_yaml(folder / _FILE, "reading", "manners")
    manners = file.section("manners", *(each.value for each in Manner))
    guides = {
        each: _guide(manners.section(each.value, *_OF_MANNER))
        for each in Manner
        if each.value in manners
    }
    return Manners(guides, _SWITCH[file.one_of("reading", _SWITCH)])


def _guide(section: Section) -> Guide:
    plain, faint = _phrases(section, "plain"), _phrases(section, "faint")
    for place, phrase in enumerate(faint.texts):
        if phrase in plain.texts:
            problem = f"'{phrase}' stands under 'plain' as well; keep one of them."
            raise section.item_fault("faint", place, problem)
    return Guide(
        label=_text(section, "label", MAX_MANNER_LABEL_LENGTH),
        advice=_text(section, "advice", MAX_ADVICE_LENGTH),
        plain=plain,
        faint=faint,
        harmless=_phrases(section, "harmless"),
    )


def _text(section: Section, key: str, longest: int) -> str:
    text = section.text(key)
    if len(text) > longest:
        raise section.fault(key, f"'{key}' may have {longest} characters at most.")
    return text


def _phrases(section: Section, key: str) -> Phrases:
    texts = section.texts(key) if key in section else ()
    if len(texts) > MAX_SIGNS:
        raise section.fault(key, f"'{key}' may hold {MAX_SIGNS} phrases at most.")
    found: dict[str, None] = {}
    for place, text in enumerate(texts):
        try:
            phrase = read_sign(text)
        except BadInput as error:
            raise section.item_fault(key, place, error.message) from None
        if phrase in found:
            raise section.item_fault(key, place, f"'{phrase}' stands here twice; keep one of them.")
        found[phrase] = None
    return Phrases(tuple(found))
