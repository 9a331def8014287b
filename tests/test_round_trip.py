"""Random figures, written in either language in any style, read back as the same figures."""

from __future__ import annotations

import os
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.figures import Figure, compare_figures, find_figures, render_figure
from toolkit.figures.lexicon import currencies, units
from toolkit.figures.render import Style

# The released measurement runs 100,000 examples: set TOOLKIT_ROUND_TRIPS=100000.
_EXAMPLES = int(os.environ.get("TOOLKIT_ROUND_TRIPS", "400"))
_BOUNDS = ("exact", "about", "nearly", "over", "at_least", "under", "at_most")
# Decades and centuries are read as years; pixels and degrees need their noun.
_NOT_ALONE = {"deg", "px", "decade", "century"}
# What stands around a figure: some figures are only known by it (3:2 is a score or a time).
_CARRIERS = {
    "en": {
        None: "The report put it at {} in all.",
        "date": "It has been so since {}.",
        "ratio": "They won the match {}.",
        "multiple": "The output was {} that of the old plant.",
    },
    "zh": {
        None: "报告称，其为{}。",
        "date": "自{}以来一直如此。",
        "ratio": "他们以{}赢得比赛。",
        "multiple": "产量是原来的{}。",
    },
}


def figure(kind: Any, value: str, value_to: str | None = None, **facts: Any) -> Figure:
    """Return a figure without a place in a text."""
    return Figure(text="?", start=0, end=1, kind=kind, value=value, value_to=value_to, **facts)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_numbers = st.one_of(
    st.integers(2, 9_999).map(Decimal),
    st.decimals(Decimal("0.01"), Decimal("999.99"), places=2),
    st.builds(
        lambda mantissa, power: Decimal(mantissa).scaleb(power), st.integers(1, 99_999), st.integers(3, 12)
    ),
    st.integers(1, 10**13).map(Decimal),
).map(_plain)
_choices = {
    name: st.sampled_from(get_args(hint)) for name, hint in get_type_hints(Style).items() if name != "mu"
}
_styles = st.builds(Style, **_choices)
_mu_styles = st.sampled_from([Style(), Style(mu="mu+hectares"), Style(mu="hectares", english="british")])
_unit_codes = st.sampled_from([(unit.kind, unit.code) for unit in units() if unit.code not in _NOT_ALONE])
_currency_codes = st.sampled_from([("money", currency.code) for currency in currencies()])


_other_measures = st.sampled_from(
    [
        ("count", None),
        ("percent", "%"),
        ("percent", "pp"),
        ("rate", "CNY/t"),
        ("rate", "USD/kg"),
        ("rate", "CNY/m2"),
    ]
)


@st.composite
def _quantities(draw: st.DrawFn) -> Figure:
    kind, unit = draw(st.one_of(_unit_codes, _currency_codes, _other_measures))
    ends = sorted(draw(st.sets(_numbers, min_size=1, max_size=2)), key=Decimal)
    return figure(kind, *ends, unit=unit, bound=draw(st.sampled_from(_BOUNDS)))


@st.composite
def _dates(draw: st.DrawFn) -> Figure:
    year = draw(st.one_of(st.just("XXXX"), st.integers(1950, 2049).map(str)))
    relative = draw(st.sampled_from([None, "-1Y", "0Y", "+1Y"])) if year == "XXXX" else None
    month, last_month = sorted(draw(st.tuples(st.integers(1, 12), st.integers(1, 12))))
    day, last_day = sorted(draw(st.tuples(st.integers(1, 28), st.integers(1, 28))))
    shapes = {
        f"{year}-{month:02}": f"{year}-{last_month:02}",
        f"{year}-{month:02}-{day:02}": f"{year}-{month:02}-{last_day:02}",
        f"{year}-H{draw(st.integers(1, 2))}": None,
        f"{year}-Q{draw(st.integers(1, 4))}": None,
    }
    value = draw(st.sampled_from(list(shapes)))
    value_to = shapes[value] if draw(st.booleans()) else None
    return figure("date", value, value_to if value_to != value else None, relative=relative)


_relative_dates = st.sampled_from(
    [
        ("XXXX", "-1Y"),
        ("XXXX", "0Y"),
        ("XXXX", "+1Y"),
        ("XXXX-XX", "-1M"),
        ("XXXX-XX-XX", "-1D"),
        ("XXXX-XX-XX", "0D"),
    ]
).map(lambda pair: figure("date", pair[0], relative=pair[1]))
_years = st.one_of(
    st.integers(1950, 2049).map(lambda year: figure("date", str(year))),
    st.integers(1950, 2040).map(lambda year: figure("date", str(year), str(year + 5))),
    st.integers(170, 202).map(lambda decade: figure("date", f"{decade}X")),
    st.integers(14, 20).map(lambda century: figure("date", f"{century}XX")),
    st.integers(1, 31).map(lambda day: figure("date", f"XXXX-XX-{day:02}")),
    st.integers(2, 3).map(lambda last: figure("date", "XXXX-Q1", f"XXXX-Q{last}")),
)
_times = st.builds(
    lambda hour, minute: figure("time", f"{hour:02}:{minute:02}"), st.integers(0, 23), st.integers(0, 59)
)
_ordinals = st.integers(1, 200).map(lambda place: figure("ordinal", str(place)))
_ages = st.builds(
    lambda years, bound: figure("age", str(years), unit="year", bound=bound),
    st.integers(2, 110),
    st.sampled_from(_BOUNDS),
)
_multiples = st.builds(
    lambda tenths, bound: figure("multiple", _plain(Decimal(tenths) / 10), unit="x", bound=bound),
    st.integers(15, 500),
    st.sampled_from(_BOUNDS),
)
_temperatures = st.integers(-40, 60).map(lambda degrees: figure("temperature", str(degrees), unit="C"))
_ratios = st.builds(lambda one, two: figure("ratio", f"{one}:{two}"), st.integers(1, 30), st.integers(1, 30))


@st.composite
def _fractions(draw: st.DrawFn) -> Figure:
    share = Fraction(draw(st.integers(1, 9)), draw(st.integers(2, 10)))
    if share >= 1:
        share = 1 / (share + 1)
    value = Context(prec=15).divide(Decimal(share.numerator), Decimal(share.denominator))
    endless = value * share.denominator != share.numerator
    ends = {"fraction": (share.numerator, share.denominator)} if endless else {}
    return figure("fraction", _plain(value), bound=draw(st.sampled_from(_BOUNDS)), **ends)


_others = [
    _dates(),
    _relative_dates,
    _years,
    _times,
    _ordinals,
    _ages,
    _multiples,
    _temperatures,
    _ratios,
    _fractions(),
]
# Every other figure is a quantity: that is where most units and styles are.
FIGURES = st.sampled_from([_quantities()] * len(_others) + _others).flatmap(lambda strategy: strategy)


def facts(figure: Figure) -> tuple[object, ...]:
    """Return what a round trip must keep."""
    return (
        figure.kind,
        figure.value,
        figure.value_to,
        figure.unit,
        figure.bound,
        figure.relative,
        figure.fraction,
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_rendered_figures_are_read_back(lang: str) -> None:
    @settings(max_examples=_EXAMPLES, deadline=None, derandomize=_EXAMPLES < 1000, database=None)
    @given(FIGURES, _styles)
    def check(original: Figure, style: Style) -> None:
        carrier = _CARRIERS[lang].get(original.kind, _CARRIERS[lang][None])
        text = carrier.format(render_figure(original, lang=lang, style=style))
        assert [facts(found) for found in find_figures(text, lang=lang)] == [facts(original)], text

    check()


@pytest.mark.parametrize("lang", ["en", "zh"])
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(number=_numbers, style=_mu_styles)
def test_mu_in_any_unit_is_the_same_area(lang: str, number: str, style: Style) -> None:
    area = figure("area", number, unit="mu")
    text = _CARRIERS[lang][None].format(render_figure(area, lang=lang, style=style))
    check = compare_figures([area], find_figures(text, lang=lang))
    assert ([row.status for row in check.rows], list(check.invented)) == (["kept"], []), text


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("power", range(1, 12))
@pytest.mark.parametrize(("low", "high"), [("1.1", "1.9"), ("2", "9.9")], ids=["teens", "many"])
def test_vague_quantities_keep_their_size(lang: str, power: int, low: str, high: str) -> None:
    ends = [_plain(Decimal(end).scaleb(power)) for end in (low, high)]
    vague = figure("money", *ends, unit="CNY", bound="vague")
    text = _CARRIERS[lang][None].format(render_figure(vague, lang=lang))
    check = compare_figures([vague], find_figures(text, lang=lang))
    assert ([row.status for row in check.rows], list(check.invented)) == (["kept"], []), text
