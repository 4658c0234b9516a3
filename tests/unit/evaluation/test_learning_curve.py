"""What simulated customers ask, and what is drawn of how answers get better."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from commands.files.labelled import Labelled
from commands.learning import Curve, Point, contacts_without, picture
from core.answering import Answer, AskAgain, Clarify
from core.conversations import Hit


def rows(*texts: str) -> list[Labelled]:
    return [Labelled(text, "card_arrival", line) for line, text in enumerate(texts, start=2)]


def test_nobody_asks_a_question_that_is_measured_with_however_it_is_typed() -> None:
    asked = rows("Where is my card?", "my card is late", "WHERE  is my card?", "no card yet")
    kept = contacts_without(rows("where is my card?"), asked)
    assert sorted(row.text for row in kept) == ["my card is late", "no card yet"]
    assert kept == contacts_without(rows("where is my card?"), asked), "in the same order each time"


def test_a_point_tells_right_at_once_from_the_buttons_wrong_and_a_person() -> None:
    right, wrong = Hit("card_arrival", "", 0.9), Hit("change_pin", "", 0.9)
    replies = [Answer(right), Answer(wrong), Clarify((wrong, right)), Clarify((wrong,)), AskAgain()]
    point = Point.of(300, rows(*"abcde"), replies)
    assert point == Point(300, 0.2, 0.4, 0.2, 0.2)


def test_the_picture_is_svg_with_the_last_figure_on_each_line() -> None:
    points = (Point(0, 0.5, 0.9, 0.03, 0.02), Point(300, 0.75, 0.92, 0.04, 0.01))
    drawn = ElementTree.fromstring(picture(Curve(3, points, 12.0, 5, 0)))
    texts = {element.text for element in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert {"right at once 75 %", "at once or in the buttons 92 %", "wrong 4 %"} <= texts
