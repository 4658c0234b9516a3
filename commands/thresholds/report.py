"""The report on chosen thresholds: as text, as fields for the settings, and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from commands.thresholds.charts import picture, reliability_chart, risk_chart
from commands.thresholds.curves import (
    calibration_error,
    reliability,
    risk_curve,
    risk_range,
    spot,
    ticks,
)
from commands.thresholds.words import answer_moves, clarify_moves, in_a_thousand
from core.answering import Thresholds
from core.errors import Unavailable
from knowledge_base.evaluation import LabelledQueries, Rates
from knowledge_base.evaluation.thresholds import Chosen, Expected

PAGE = "thresholds.html"
PICTURE = "thresholds.svg"


@dataclass(frozen=True)
class Group:
    """Customers for whom thresholds were chosen; `segment` is "" for all of them."""

    segment: str
    asked: LabelledQueries
    chosen: Chosen
    expected: Expected

    @property
    def thresholds(self) -> Thresholds:
        return self.chosen.thresholds


@dataclass(frozen=True)
class Report:
    """What was chosen, on what, and for which target; the first group is all customers."""

    basis: str
    wrong_at_most: float
    before: Thresholds
    groups: Sequence[Group]

    def expected_fields(self) -> dict[str, float | str]:
        """Return what settings/confidence.yml keeps beside the thresholds."""
        common = self.groups[0]
        rates = common.expected.unseen
        return {
            "chosen_on": date.today().isoformat(),
            "from": self.basis,
            "target": f"at most {self.wrong_at_most:.1%} of given answers wrong"
            + ("" if common.chosen.is_reached else ", which could not be reached"),
            "answered_right": round(rates.answered_right, 3),
            "answered_wrong": round(rates.answered_wrong, 3),
            "buttons_right": round(rates.clarified_right, 3),
            "buttons_in_vain": round(rates.clarified_wrong, 3),
            "handed_off": round(rates.handed_off, 3),
            "wrong_of_answers": round(rates.risk, 3),
        }


def text_of(report: Report) -> str:
    """Return the report as it is printed."""
    lines = [f"Chosen on {report.basis}."]
    for group in report.groups:
        lines += ["", *_group_lines(group, report)]
    common = report.groups[0]
    moves = answer_moves(common.asked, common.thresholds)
    lines += ["", "Moving 'answer':", *(f"  {words}" for _, _, words in moves)]
    return "\n".join(lines)


def write_report(report: Report, folder: Path) -> Path:
    """Write the page and the picture; returns the page."""
    drawing = picture_of(report.groups[0], report.wrong_at_most)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / PICTURE).write_text(drawing, encoding="utf-8")
        page = folder / PAGE
        page.write_text(_page(report, drawing), encoding="utf-8")
    except OSError as error:
        raise Unavailable(f"{folder} can't be written ({error.strerror}). Make room.") from None
    return page


def picture_of(group: Group, target: float | None) -> str:
    """Draw risk against coverage, and reliability."""
    answer = group.thresholds.answer
    return picture(
        risk_chart(
            risk_curve(group.asked), ticks(group.asked, answer), spot(group.asked, answer), target
        ),
        reliability_chart(reliability(group.asked)),
    )


def _group_lines(group: Group, report: Report) -> list[str]:
    chosen, low_high = group.thresholds, risk_range(group.asked, group.thresholds.answer)
    who = f"Segment {group.segment}" if group.segment else "All customers"
    lines = [
        f"{who}: answer {chosen.answer:.2f}, clarify {chosen.clarify:.2f}, "
        f"choice {chosen.choice:.2f}"
        + ("" if group.segment else f" (so far {_triple(report.before)})"),
        in_a_thousand(group.expected.unseen),
        f"That is by cross-validation, on questions the thresholds were not chosen on. On those "
        f"they were chosen on, {group.expected.seen.risk:.1%} of the answers are wrong, which "
        f"flatters a little. With this many questions the true share probably lies between "
        f"{low_high[0]:.1%} and {low_high[1]:.1%}.",
    ]
    if not group.chosen.is_reached:
        lines.append(
            f"The target of {report.wrong_at_most:.1%} can't be reached: these are the safest "
            "thresholds there are. 'make evaluate' names the articles that are taken for each "
            "other; clearer boundaries and more example questions help."
        )
    if group.asked.unknown_share == 0:
        lines.append(
            "Every question has an article, so 'clarify' could not be chosen and stays. Questions "
            "that no article answers would add wrong answers: label some with nothing."
        )
    return lines


def _triple(thresholds: Thresholds) -> str:
    return f"{thresholds.answer:.2f}, {thresholds.clarify:.2f}, {thresholds.choice:.2f}"


def _page(report: Report, drawing: str) -> str:
    common = report.groups[0]
    error = calibration_error(reliability(common.asked))
    sections = [
        f"<h1>How sure is sure enough?</h1><p class=soft>Chosen on {escape(report.basis)}. Target: "
        f"at most {report.wrong_at_most:.1%} of given answers wrong.</p>",
        *[
            "".join(f"<p>{escape(line)}</p>" for line in _group_lines(group, report))
            for group in report.groups
        ],
        f"<div class=picture>{drawing}</div>",
        "<p class=soft>Left: every point of the curve is a threshold; going right answers more "
        "customers at once, going up more of those answers are wrong. Right: on the dotted line "
        "the assistant is right exactly as often as it says; above it, it is modest. Whiskers "
        f"show what the number of questions leaves open. On average the two are {error:.1%} "
        "apart.</p>",
        _moves("answer", "show at once", answer_moves(common.asked, common.thresholds), common),
        _moves("clarify", "offer buttons", clarify_moves(common.asked, common.thresholds), common),
    ]
    return _PAGE.format(body="".join(sections))


def _moves(name: str, what: str, moves: list[tuple[float, Rates, str]], group: Group) -> str:
    here = float(getattr(group.thresholds, name))
    rows = sorted([*((value, rates) for value, rates, _ in moves), (here, group.expected.seen)])
    body = "".join(
        f"<tr{' class=here' if value == here else ''}><th>{value:.2f}</th>"
        + "".join(f"<td>{share:.1%}</td>" for share in (*vars(rates).values(), rates.risk))
        + "</tr>"
        for value, rates in rows
    )
    words = "".join(f"<li>{escape(words)}</li>" for _, _, words in moves)
    return (
        f"<h2>Moving <code>{name}</code>: how sure to {what}</h2><div class=table><table><tr>"
        f"<th>{name}</th><th>answered right</th><th>answered wrong</th><th>buttons with the right "
        "article</th><th>buttons without it</th><th>to a person</th><th>wrong, of the answers</th>"
        f"</tr>{body}</table></div><ul>{words}</ul>"
    )


_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>How sure is sure enough?</title>
<style>
:root{{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--paper:#fff;--edge:#dfe4ea;
--here:#fff1e8}}
@media (prefers-color-scheme:dark){{:root{{--ink:#e8edf3;--soft:#9fabba;--paper:#12171d;
--edge:#2d3743;--here:#3a2a1e}}}}
body{{font:16px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--ink);
background:var(--paper);max-width:1060px;margin:2rem auto;padding:0 1.2rem}}
p,li{{max-width:46rem}} .soft{{color:var(--soft)}}
.picture svg{{width:100%;height:auto}} .table{{overflow-x:auto}}
table{{border-collapse:collapse;font-variant-numeric:tabular-nums}}
th,td{{padding:.35rem .8rem;text-align:right;border-bottom:1px solid var(--edge);font-weight:400}}
tr:first-child th{{color:var(--soft);font-size:.85rem;vertical-align:bottom}}
.here{{background:var(--here)}} .here th,.here td{{font-weight:600}}
</style>
<body>{body}</body></html>
"""
