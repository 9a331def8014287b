"""Where things stand in the page's drawings: intervals as bars, systems as points of a plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.evaluation.model import Estimate, Summary

BAR_WIDTH = 120
PLOT_WIDTH, PLOT_HEIGHT, MARGIN = 560, 320, 48


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval in pixels of a line BAR_WIDTH long."""

    low: float
    high: float
    value: float


@dataclass(frozen=True, slots=True)
class Point:
    """A system in the plot, in pixels, with its interval of survival."""

    system: str
    x: float
    y: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Plot:
    """BLEU (across) against survival (up), and the labelled ticks of both axes."""

    points: Sequence[Point]
    across: Sequence[tuple[float, str]]
    up: Sequence[tuple[float, str]]


def bar(estimate: Estimate, *, full: float) -> Bar | None:
    """Return the bar of an interval on a scale from 0 to `full`; None when there is no interval."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return None
    low, high, value = (
        round(min(max(each / full, 0.0), 1.0) * BAR_WIDTH, 1)
        for each in (estimate.low, estimate.high, estimate.value)
    )
    return Bar(low, high, value)


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
        Point(system, across.at(bleu), _flip(up.at(value)), _flip(up.at(high)), _flip(up.at(low)))
        for system, bleu, value, low, high in scored
    ]
    return Plot(
        points,
        [(across.at(tick), f"{tick:.0f}") for tick in across.ticks()],
        [(_flip(up.at(tick)), f"{tick * 100:.0f} %") for tick in up.ticks()],
    )


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
        end = step * (int(max(values) / step - 1e-9) + 1)
        return _Axis(begin, end, step, length)

    def at(self, value: float) -> float:
        share = (value - self.begin) / (self.end - self.begin)
        return round(MARGIN + share * (self.length - 2 * MARGIN), 1)

    def ticks(self) -> list[float]:
        count = round((self.end - self.begin) / self.step)
        return [self.begin + self.step * index for index in range(count + 1)]
