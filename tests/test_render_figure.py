"""Figures written in English and Chinese: the cases in tests/cases/render-*.jsonl, and what holds for all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.case_files import parameters, read_cases
from toolkit.errors import InputError
from toolkit.figures.model import Figure
from toolkit.figures.render import Style, render_figure, render_number, renderings

_CASES = read_cases("render-*.jsonl")


def _figure(facts: dict[str, Any]) -> Figure:
    if "fraction" in facts:
        facts = facts | {"fraction": tuple(facts["fraction"])}
    return Figure(**{"text": "?", "start": 0, "end": 1} | facts)


def test_there_are_cases() -> None:
    assert len(_CASES) >= 150
    assert len({case["id"] for case in _CASES}) == len(_CASES)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", parameters(_CASES))
def test_case(case: dict[str, Any], lang: str) -> None:
    style = Style(**case.get("style", {}))
    assert render_figure(_figure(case["figure"]), lang=lang, style=style) == case[lang]


def test_a_figure_without_a_value_keeps_its_text() -> None:
    assert (
        render_figure(Figure(text="若干元", start=0, end=3, kind="money", value=None, unit="CNY")) == "若干元"
    )


def test_a_date_without_a_pattern_keeps_its_text() -> None:
    assert render_figure(Figure(text="三天前", start=0, end=3, kind="date", value="P3D")) == "三天前"


def test_another_language_is_refused() -> None:
    with pytest.raises(InputError, match="en or zh, not in 'fr'"):
        render_figure(_figure({"kind": "count", "value": "3"}), lang="fr")


@pytest.mark.parametrize(
    ("facts", "written"),
    [
        ({"kind": "money", "value": "25020000000", "unit": "CNY", "bound": "at_least"}, "25.02 billion"),
        ({"kind": "area", "value": "553500", "unit": "m2"}, "553,500"),
        (
            {"kind": "money", "value": "4200000", "value_to": "3900000", "unit": "CNY"},
            "4.2 million to 3.9 million",
        ),
        ({"kind": "count", "value": "36000", "classifier": "人"}, "36,000"),
        ({"kind": "date", "value": "2022-12"}, "?"),
    ],
)
def test_render_number_leaves_unit_and_bound_out(facts: dict[str, Any], written: str) -> None:
    assert render_number(_figure(facts)) == written


def test_renderings_are_all_styles_once_with_the_default_first() -> None:
    money = _figure({"kind": "money", "value": "5000000", "unit": "CNY"})
    assert renderings(money) == ["5 million yuan", "RMB 5 million", "CNY 5 million", "¥5 million"]


@pytest.mark.parametrize("digits", ["9" * 400, "1" + "0" * 400, "0." + "0" * 200 + "1"])
def test_numbers_of_any_length_lose_no_digit(digits: str) -> None:
    written = render_figure(_figure({"kind": "count", "value": digits}))
    assert written.replace(",", "").removesuffix(" trillion").strip("0") in digits


@pytest.mark.parametrize("kind", ["count", "ordinal", "money", "percent", "age", "fraction", "multiple"])
@pytest.mark.parametrize("bound", ["exact", "vague"])
def test_a_number_of_a_million_digits_is_written(kind: Any, bound: Any) -> None:
    figure = Figure("?", 0, 1, kind, "9" * 10**6, "9" * 10**6 + "0", unit="CNY", bound=bound)
    for lang in ("en", "zh"):
        assert len(render_figure(figure, lang=lang)) > 10**6
