"""What a browser would send of a form in a page, nothing changed in it."""

from __future__ import annotations

from html.parser import HTMLParser

_UNSENT = ("submit", "button", "reset")


def form_values(page: str) -> dict[str, list[str]]:
    """Return the values of all fields in a piece of a page, by name."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.sent


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._text: str | None = None  # of the textarea it is in
        self._options: list[tuple[str, bool]] = []
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "input" and told.get("type") not in _UNSENT:
            if told.get("type") != "checkbox" or "checked" in told:
                self._send(told["name"], told.get("value", ""))
        elif tag == "textarea":
            self._name, self._text = told["name"], ""
        elif tag == "select":
            self._name, self._options = told["name"], []
        elif tag == "option":
            self._options.append((told["value"], "selected" in told))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            self._send(self._name, self._text.removeprefix("\n"))
            self._text = None
        elif tag == "select" and self._options:
            chosen = [value for value, selected in self._options if selected]
            self._send(self._name, (chosen or [self._options[0][0]])[0])

    def _send(self, name: str, value: str) -> None:
        self.sent.setdefault(name, []).append(value)
