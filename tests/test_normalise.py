"""Normalised text and the way back to the text as given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.figures.extract import find_figures
from toolkit.figures.normalise import normalise


@pytest.mark.parametrize(
    ("given_text", "read"),
    [
        ("２.９％", "2.9%"),
        ("１２，３４５人", "12,345人"),
        ("參億元", "参亿元"),
        ("兩萬個", "两万个"),
        ("9\u00a0000\u3000元", "9 000元"),
        ("3&nbsp;km", "3 km"),
        ("A&amp;B 5", "A&B 5"),
        ("it&#39;s", "it's"),
        ("7\u200b5%", "75%"),
        ("\u202a37\u202c人", "37人"),
        ("5㎏", "5kg"),
        ("𝟗人", "9人"),
    ],
)
def test_reads_as(given_text: str, read: str) -> None:
    assert normalise(given_text).text == read


@pytest.mark.parametrize("text", ["", "plain", "约３00家&#39;s 5㎏\u200b8人", "\ud800x"])
def test_whole_span_is_the_whole_text(text: str) -> None:
    normalised = normalise(text)
    assert normalised.span(0, len(normalised.text)) == (0, len(text))


def test_spans_go_back_through_an_entity() -> None:
    normalised = normalise("x&#39;s 5%")
    start = normalised.text.index("5%")
    assert normalised.span(start, start + 2) == (8, 10)


def test_an_entity_is_no_number() -> None:
    assert find_figures("It&#39;s here, isn&#8217;t it", lang="en") == []


def test_figures_are_slices_of_the_text_as_given() -> None:
    text = "&quot;投资２００亿&nbsp;元&quot;，約５０㎏"
    assert [figure.text for figure in find_figures(text, lang="zh")] == ["２００亿&nbsp;元", "約５０㎏"]


@given(st.text(alphabet="ab约３5㎏&;#x39amp\u200b\u00a0 億", max_size=30))
def test_every_character_maps_into_the_text(text: str) -> None:
    normalised = normalise(text)
    for index in range(len(normalised.text)):
        start, end = normalised.span(index, index + 1)
        assert 0 <= start <= end <= len(text)
