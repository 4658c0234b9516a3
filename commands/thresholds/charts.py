"""Two pictures of the confidence, as SVG: risk against coverage, and how well it keeps its word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 520, 430
LEFT, RIGHT, TOP, BOTTOM = 62, 18, 56, 52
HEADROOM = 4  # how far above the chosen risk the picture reaches: beyond, nobody wants to go
NAME_WIDTH = 26
STYLE = """
.effie-chart{font:13px system-ui,-apple-system,"Segoe UI",sans-serif;
 --ink:#1c2430;--soft:#5b6675;--grid:#dfe4ea;--line:#0b63ce;--band:#0b63ce22;
 --mark:#c2410c;--paper:#ffffff}
@media (prefers-color-scheme:dark){.effie-chart{
 --ink:#e8edf3;--soft:#9fabba;--grid:#2d3743;--line:#6cb1ff;--band:#6cb1ff2e;
 --mark:#fb923c;--paper:#12171d}}
.effie-chart .paper{fill:var(--paper)}
.effie-chart text{fill:var(--soft)}
.effie-chart .title{fill:var(--ink);font-size:16px;font-weight:600}
.effie-chart .name{fill:var(--ink)}
.effie-chart .grid{stroke:var(--grid);stroke-width:1}
.effie-chart .curve{stroke:var(--line);stroke-width:2.5;fill:none;stroke-linejoin:round}
.effie-chart .band{fill:var(--band);stroke:none}
.effie-chart .bar{fill:var(--band)}
.effie-chart .whisker{stroke:var(--line);stroke-width:1.5}
.effie-chart .dot{fill:var(--paper);stroke:var(--line);stroke-width:2}
.effie-chart .full{fill:var(--line)}
.effie-chart .dashed{stroke:var(--mark);stroke-width:1.5;stroke-dasharray:6 5;fill:none}
.effie-chart .ideal{stroke:var(--soft);stroke-width:1.5;stroke-dasharray:3 4;fill:none}
.effie-chart .lead{stroke:var(--mark);stroke-width:1;opacity:.5}
.effie-chart .mark{fill:var(--mark);stroke:var(--paper);stroke-width:2}
.effie-chart .told{fill:var(--mark);font-weight:600}
"""


@dataclass(frozen=True)
class Spot:
    """A threshold on the curve of risk against coverage; all three are shares."""

    threshold: float
    coverage: float
    risk: float


@dataclass(frozen=True)
class Bin:
    """Questions of like confidence: what was said, how often that was right, within what range."""

    said: float
    right: float
    lowest: float
    highest: float
    share: float  # of all questions


def risk_chart(
    curve: Sequence[Spot], ticks: Sequence[Spot], chosen: Spot, target: float | None
) -> str:
    """Draw the share of wrong answers against the share of customers answered at once.

    ticks: thresholds to name on the curve; target: the share of wrong answers asked for
    """
    near = max(chosen.risk, target or 0, 0.005) * HEADROOM
    highest = min(near, max([spot.risk for spot in curve] + [chosen.risk, (target or 0) * 1.3]))
    step = next(step for step in (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5) if highest / step <= 8)
    top = step * -(-highest // step)
    x, y = _scale(LEFT, WIDTH - RIGHT, 1.0), _scale(HEIGHT - BOTTOM, TOP, top)
    parts = [
        _title("What answering more costs"),
        *_axes(x, y, 0.2, step, top),
        _axis_names("answered at once, share of all questions", "wrong, share of the answers"),
    ]
    if target is not None:
        parts.append(_line("dashed", LEFT, y(target), WIDTH - RIGHT, y(target)))
        words = f"target: at most {_per_cent(target)}"
        parts.append(_beside_the_curve(words, y(target), is_left=chosen.coverage > 0.5))
    points = " ".join(f"{x(spot.coverage):.1f},{y(spot.risk):.1f}" for spot in curve)
    parts.append(f'<polyline class="curve" clip-path="url(#plot)" points="{points}"/>')
    parts += [
        _tick(x(tick.coverage), y(tick.risk), f"{tick.threshold:.2f}")
        for tick in _apart(ticks, x)
        if tick.risk <= top
    ]
    parts += _marked(x(chosen.coverage), y(chosen.risk), chosen)
    return "".join(parts)


def reliability_chart(bins: Sequence[Bin]) -> str:
    """Draw how often the first article was right against how sure the assistant said it was."""
    x, y = _scale(LEFT, WIDTH - RIGHT, 1.0), _scale(HEIGHT - BOTTOM, TOP, 1.0)
    width = (x(1.0) - x(0.0)) / 10
    bars = [
        f'<rect class="bar" x="{LEFT + width * n + 2:.1f}" y="{y(bin.share):.1f}" '
        f'width="{width - 4:.1f}" height="{y(0) - y(bin.share):.1f}"/>'
        for bin in bins
        for n in [min(9, int(bin.said * 10))]
    ]
    points = " ".join(f"{x(bin.said):.1f},{y(bin.right):.1f}" for bin in bins)
    dots = [
        f'<circle class="full" cx="{x(b.said):.1f}" cy="{y(b.right):.1f}" r="4"/>' for b in bins
    ]
    return "".join(
        [
            _title("Does it keep its word?"),
            *_axes(x, y, 0.2, 0.2, 1.0),
            _axis_names("how sure the assistant said it was", "how often it was right"),
            *bars,
            _line("ideal", x(0), y(0), x(1), y(1)),
            _text("", x(0.43), y(0.36), "as sure as right"),
            *[_line("whisker", x(b.said), y(b.lowest), x(b.said), y(b.highest)) for b in bins],
            f'<polyline class="curve" points="{points}"/>',
            *dots,
            _text("", LEFT + 8, TOP + 16, "bars: share of all questions"),
        ]
    )


def picture(*charts: str) -> str:
    """Put charts side by side into one SVG document, light or dark as its reader's screen."""
    width = WIDTH * len(charts)
    placed = "".join(
        f'<g transform="translate({WIDTH * n},0)">{chart}</g>' for n, chart in enumerate(charts)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="effie-chart" role="img" '
        f'viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}">'
        f"<style>{STYLE}</style>"
        f'<clipPath id="plot"><rect x="{LEFT}" y="{TOP}" width="{WIDTH - LEFT - RIGHT}" '
        f'height="{HEIGHT - TOP - BOTTOM}"/></clipPath>'
        f'<rect class="paper" width="{width}" height="{HEIGHT}"/>{placed}</svg>'
    )


def _scale(start: float, end: float, highest: float) -> Callable[[float], float]:
    return lambda value: start + (end - start) * value / highest


def _apart(spots: Sequence[Spot], x: Callable[[float], float]) -> list[Spot]:
    """Leave out spots whose names would stand on one another."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda spot: spot.coverage):
        if not kept or x(spot.coverage) - x(kept[-1].coverage) > NAME_WIDTH:
            kept.append(spot)
    return kept


def _axes(
    x: Callable[[float], float],
    y: Callable[[float], float],
    x_step: float,
    y_step: float,
    y_highest: float,
) -> list[str]:
    parts = []
    for n in range(round(y_highest / y_step) + 1):
        value = n * y_step
        parts.append(_line("grid", LEFT, y(value), WIDTH - RIGHT, y(value)))
        parts.append(_text("", LEFT - 8, y(value) + 4, _per_cent(value), "end"))
    for n in range(round(1 / x_step) + 1):
        value = n * x_step
        anchor = "end" if n * x_step > 0.99 else "middle"
        parts.append(_text("", x(value), HEIGHT - BOTTOM + 20, _per_cent(value), anchor))
    return parts


def _axis_names(x_name: str, y_name: str) -> str:
    return _text("name", WIDTH - RIGHT, HEIGHT - 10, f"{x_name} →", "end") + _text(
        "name", LEFT - 46, TOP - 12, f"↑ {y_name}"
    )


def _tick(x: float, y: float, name: str) -> str:
    return f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' + _text(
        "", x - 8, y - 8, name, "end"
    )


def _beside_the_curve(words: str, y: float, is_left: bool) -> str:
    """Write beside a level line where the curve, which rises to the right, is not."""
    if is_left:
        return _text("told", LEFT + 6, y - 7, words)
    return _text(
        "told", WIDTH - RIGHT - 4, y + (17 if y + 22 < HEIGHT - BOTTOM else -7), words, "end"
    )


def _marked(x: float, y: float, spot: Spot) -> list[str]:
    """Mark a spot, and say what it means in the corner that the curve never reaches."""
    lines = (
        f"answer: {spot.threshold:.2f}",
        f"{_per_cent(spot.coverage)} answered at once,",
        f"{_per_cent(spot.risk, 1)} of them wrong",
    )
    told = [_text("told", LEFT + 14, TOP + 26 + 18 * n, line) for n, line in enumerate(lines)]
    corner = LEFT + 10, TOP + 72
    lead = _line("lead", *corner, x, y)
    return [lead, f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="7"/>', *told]


def _title(text: str) -> str:
    return _text("title", LEFT - 46, 24, text)


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(kind: str, x: float, y: float, text: str, anchor: str = "start") -> str:
    name = f' class="{kind}"' if kind else ""
    return f'<text{name} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _per_cent(share: float, digits: int | None = None) -> str:
    if digits is None:
        digits = 0 if abs(share * 100 - round(share * 100)) < 0.05 else 1
    return f"{share * 100:.{digits}f}%"
