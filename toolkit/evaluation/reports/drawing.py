"""Where things stand in the page's drawings: intervals as bars, systems as points of a plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.evaluation.model import Estimate, Summary

BAR_WIDTH = 120
PLOT_WIDTH, PLOT_HEIGHT, MARGIN = 640, 320, 48
# How near two labels of the plot may come, in pixels.
_LABEL_WIDTH, _LABEL_HEIGHT = 140, 14


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval in pixels of a line BAR_WIDTH long."""

    low: float
    high: float
    value: float


@dataclass(frozen=True, slots=True)
class Point:
    """A system in the plot, in pixels, with its interval of survival; `label_y` is where its name stands."""

    system: str
    x: float
    y: float
    top: float
    bottom: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Plot:
    """BLEU (across) against survival (up), and the labelled ticks of both axes."""

    points: Sequence[Point]
    across: Sequence[tuple[float, str]]
    up: Sequence[tuple[float, str]]


def bars(estimates: Sequence[Estimate | None]) -> list[Bar | None]:
    """Return the bars of a column of intervals, all on the scale that just holds them."""
    ends = [end for each in estimates if each is not None for end in (each.low, each.high) if end is not None]
    begin, width = (min(ends), max(ends) - min(ends)) if ends else (0.0, 0.0)

    def at(value: float) -> float:
        return round(4 + (value - begin) / (width or 1.0) * (BAR_WIDTH - 8), 1)

    return [
        Bar(at(each.low), at(each.high), at(each.value))
        if each is not None and each.value is not None and each.low is not None and each.high is not None
        else None
        for each in estimates
    ]


def plot(summaries: Sequence[Summary]) -> Plot | None:
    """Return the plot of the systems that have both scores; None with fewer than two."""
    known = [
        (each.system, bleu, survival)
        for each in summaries
        if (bleu := each.metrics.get("bleu")) and (survival := each.metrics.get("survival"))
    ]
    scored = [
        (system, bleu.value, survival.value, survival.low, survival.high)
        for system, bleu, survival in known
        if bleu.value is not None
        and survival.value is not None
        and survival.low is not None
        and survival.high is not None
    ]
    if len(scored) < 2:
        return None
    across = _Axis.around([bleu for _, bleu, *_ in scored], length=PLOT_WIDTH, step=5.0)
    up = _Axis.around(
        [each for *_, low, high in scored for each in (low, high)], length=PLOT_HEIGHT, step=0.05
    )
    points = [
        Point(system, across.at(bleu), _flip(up.at(value)), _flip(up.at(high)), _flip(up.at(low)), 0.0)
        for system, bleu, value, low, high in scored
    ]
    return Plot(
        _label(points),
        [(across.at(tick), f"{tick:.0f}") for tick in across.ticks()],
        [(_flip(up.at(tick)), f"{tick * 100:.0f} %") for tick in up.ticks()],
    )


def _label(points: Sequence[Point]) -> list[Point]:
    """Return the points with their names placed so that none covers another, from left to right."""
    placed: list[Point] = []
    for point in sorted(points, key=lambda each: each.x):
        label_y = point.y - 6
        while any(
            abs(other.x - point.x) < _LABEL_WIDTH and abs(other.label_y - label_y) < _LABEL_HEIGHT
            for other in placed
        ):
            label_y += _LABEL_HEIGHT
        placed.append(replace(point, label_y=label_y))
    return placed


def _flip(y: float) -> float:
    return round(PLOT_HEIGHT - y, 1)


@dataclass(frozen=True, slots=True)
class _Axis:
    """A scale from `begin` to `end`, both multiples of `step`, on `length` pixels with margins."""

    begin: float
    end: float
    step: float
    length: float

    @staticmethod
    def around(values: Sequence[float], *, length: float, step: float) -> _Axis:
        begin = step * int(min(values) / step)
        end = max(step * (int(max(values) / step - 1e-9) + 1), begin + step)
        return _Axis(begin, end, step, length)

    def at(self, value: float) -> float:
        share = (value - self.begin) / (self.end - self.begin)
        return round(MARGIN + share * (self.length - 2 * MARGIN), 1)

    def ticks(self) -> list[float]:
        count = round((self.end - self.begin) / self.step)
        return [self.begin + self.step * index for index in range(count + 1)]
