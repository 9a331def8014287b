"""Every format says the same of one report: figures, notes, what was left out; and nothing can break out."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from toolkit.article.model import LeftOut
from toolkit.errors import InputError
from toolkit.figures import check_figures
from toolkit.figures.explain import describe, explain
from toolkit.figures.model import Check, Figure
from toolkit.render import FORMATS, SUMMARY_FORMATS, TRANSLATION_FORMATS, Report, choose_format, render
from toolkit.render.checks import render_check
from toolkit.render.pieces import cut, target_marks
from toolkit.summarise import Summary
from toolkit.summarise.model import SummarySentence
from toolkit.train.config import Corpus
from toolkit.train.pairs import Pair
from toolkit.train.tmx import read_tmx
from toolkit.translate.model import Segment, Translation, merge_checks

PAIRS = [
    ('<script>alert("x")</script>', "<script>alert('x')</script>"),
    ("园区占地133亩,投资20亿元。", "The park covers 133 acres | with 2 billion yuan."),
    ("企业近300家。", "There are companies, the 17th."),
]


@pytest.fixture(scope="module")
def report() -> Report:
    segments = [
        Segment(number, source, target, check_figures(source, target), kind="text" if number else "title")
        for number, (source, target) in enumerate(PAIRS)
    ]
    segments[2] = replace(segments[2], notes=("近300家 has no counterpart <b>",))
    translation = Translation(
        source_lang="zh",
        target_lang="en",
        model="stand-in",
        segments=segments,
        check=merge_checks(segment.check for segment in segments),
        left_out=[LeftOut("相关阅读<img>", "related links")],
        warnings=["sentence 2: a warning"],
    )
    check = segments[1].check or Check()
    source, target = PAIRS[1]
    sentence = SummarySentence(target, [1], check.rows, original=source, notes=["a note of the summary"])
    return Report(translation, [Summary("en", [sentence], check, 0.5, quoted={1: source})])


@pytest.fixture(scope="module")
def page(report: Report) -> str:
    page = render(report, "html")
    assert isinstance(page, str)
    return page


@pytest.mark.parametrize("name", SUMMARY_FORMATS)
def test_every_format_renders(name: str, report: Report) -> None:
    if name == "xlsx":
        pytest.importorskip("openpyxl")
    assert len(render(report, name)) > 100 or name == "csv"
    assert choose_format(None, Path("out" + SUMMARY_FORMATS[name].suffix), formats=SUMMARY_FORMATS) == name


def test_the_format_is_named_or_follows_the_suffix() -> None:
    assert choose_format("json", Path("a.html")) == "json"
    assert choose_format(None, Path("a.HTML")) == "html"
    assert choose_format(None, Path("a.foo")) == choose_format(None, None) == "text"
    with pytest.raises(InputError, match="did you mean 'html'"):
        choose_format("htm", None)


def test_text_is_the_english_and_nothing_else(report: Report) -> None:
    text = render(replace(report, summaries=()), "text")
    assert text == "\n\n".join(target for _, target in PAIRS)


def test_markdown_has_the_ledger_with_its_totals(report: Report) -> None:
    lines = str(render(report, "md")).splitlines()
    assert "| 133亩 | 133 acres | changed (unit) |  |" in lines
    assert "| — | 17th | invented | |" in lines
    assert lines[-1] == "3 figures: 1 kept, 1 changed, 1 missing, 1 invented; survival 33.33%."


def test_json_is_the_contracts(report: Report) -> None:
    data = json.loads(render(report, "json"))
    assert [row["status"] for row in data["check"]["figures"]] == ["changed", "kept", "missing"]
    assert data["left_out"] == [{"text": "相关阅读<img>", "why": "related links"}]
    assert data["segments"][2]["notes"] == ["近300家 has no counterpart <b>"]
    assert data["title"]["source"] == PAIRS[0][0]


def test_nothing_of_an_article_becomes_markup(page: str) -> None:
    assert page.count("<script>") == 1  # the page's own
    assert "<img" not in page
    assert "<b>&" not in page
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;" in page
    assert render_check(*PAIRS[0], Check()).count("<script>") == 1


def test_the_page_needs_no_other_file(page: str) -> None:
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert "@import" not in page
    assert "url(" not in page


def test_the_page_shows_every_verdict_note_and_part_left_out(page: str) -> None:
    for shown in (
        '<mark class="changed" tabindex="0" data-pair="0"',
        'aria-label="missing">∅</sup>',
        "no figure of the source accounts for it",
        "⚠ 近300家 has no counterpart &lt;b&gt;",
        "⚠ a note of the summary",
        "<b>related links</b>",
        "<summary>1 warning</summary>",
        "<b>33.33%</b> of 3 figures survive",
    ):
        assert shown in page
    assert page.count('<tr class="') == 4  # 3 source figures and an invented one


def test_a_filter_is_offered_for_what_is_there(page: str) -> None:
    filters = dict(re.findall(r'id="show-(\w+)"( disabled| checked|)>', page))
    assert filters == {"all": " checked", "kept": "", "changed": "", "missing": "", "invented": ""}
    clean = render_check("占地133亩", "133 mu", check_figures("占地133亩", "133 mu"))
    assert 'id="show-changed" disabled' in clean


def test_a_figure_and_its_counterpart_are_linked(page: str) -> None:
    assert len(re.findall(r'data-pair="0"[^>]*>(?:133亩|133 acres)<', page)) == 3  # source, output, summary


def test_a_mark_inside_another_is_left_out_and_no_text_is_lost() -> None:
    text = "from 5 to 10 percent"
    outer, inner = Figure("5 to 10 percent", 5, 20, "percent", "5"), Figure("10", 10, 12, "count", "10")
    pieces = cut(text, target_marks(Check(invented=[inner, outer])))
    assert [piece.text for piece in pieces] == ["from ", "5 to 10 percent"]
    assert "".join(piece.text for piece in pieces) == text


def test_an_unchecked_or_figureless_article_has_no_ledger(report: Report) -> None:
    assert report.translation is not None
    plain = [replace(segment, check=None) for segment in report.translation.segments]
    page = str(render(Report(replace(report.translation, segments=plain, check=None)), "html"))
    assert "Ledger of figures" not in page
    assert "<fieldset" not in page


@pytest.mark.parametrize(
    ("offset", "words"),
    [
        ("0Y", "the year of writing"),
        ("-1Y", "1 year earlier"),
        ("-2D", "2 days earlier"),
        ("+1M", "1 month later"),
    ],
)
def test_a_relative_date_is_explained_in_words(offset: str, words: str) -> None:
    assert describe(Figure("…", 0, 1, "date", "XXXX", relative=offset)) == f"XXXX ({words})"


def test_an_explanation_says_what_was_done() -> None:
    row = replace(check_figures("占地133亩", "133 mu").rows[0], action="repaired")
    assert explain(row) == "133亩 is area 133 mu; 133 mu is area 133 mu: the same (repaired)"


def test_every_format_is_known_by_its_own_suffix() -> None:
    assert len({row.suffix for row in FORMATS.values()}) == len(FORMATS)


XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parsed(report: Report, name: str) -> Any:
    text = render(report, name)
    assert isinstance(text, str)
    return etree.fromstring(text.encode())


def test_a_translation_memory_has_a_unit_for_each_sentence(report: Report, tmp_path: Path) -> None:
    root = parsed(report, "tmx")
    assert (root.tag, root.get("version"), root.find("header").get("srclang")) == ("tmx", "1.4", "zh")
    pairs = [
        [(each.get(LANG), each.findtext("seg")) for each in unit.iter("tuv")] for unit in root.iter("tu")
    ]
    assert pairs == [[("zh", source), ("en", target)] for source, target in PAIRS]
    notes = [note.text for note in root.iter("note")]
    assert any(note.startswith("133亩: ") for note in notes)
    assert any(note.startswith("17th: ") for note in notes)
    assert "近300家 has no counterpart <b>" in notes
    path = tmp_path / "memory.tmx"
    path.write_text(str(render(report, "tmx")), encoding="utf-8")
    read = list(read_tmx(path, Corpus(path=str(path), source="zh", target="en")))
    assert read == [Pair(*pair) for pair in PAIRS]


def test_xliff_has_a_unit_for_each_paragraph_and_a_segment_for_each_sentence(report: Report) -> None:
    assert report.translation is not None
    segments = [
        replace(each, paragraph=min(number, 1)) for number, each in enumerate(report.translation.segments)
    ]
    segments[0] = replace(segments[0], target="")
    root = parsed(Report(replace(report.translation, segments=segments)), "xliff")
    assert (root.tag, root.get("version")) == (f"{XLIFF}xliff", "2.0")
    assert (root.get("srcLang"), root.get("trgLang")) == ("zh", "en")
    units = list(root.iter(f"{XLIFF}unit"))
    assert [unit.get("id") for unit in units] == ["p0", "p1"]
    rows = [[(each.get("id"), each.get("state")) for each in unit.iter(f"{XLIFF}segment")] for unit in units]
    assert rows == [[("s1", "initial")], [("s1", "translated"), ("s2", "translated")]]
    assert [each.text for each in root.iter(f"{XLIFF}source")] == [source for source, _ in PAIRS]
    assert [each.text for each in root.iter(f"{XLIFF}target")] == [target for _, target in PAIRS[1:]]
    assert any((note.text or "").startswith("s1: 133亩: ") for note in units[1].iter(f"{XLIFF}note"))


@pytest.mark.parametrize("name", ["tmx", "xliff"])
def test_exchange_formats_hold_translations_and_only_what_xml_may_hold(report: Report, name: str) -> None:
    with pytest.raises(InputError, match="choose another format"):
        render(Report(summaries=report.summaries), name)
    segment = Segment(0, "一\x00二\x0b三😀", "one\x1b two")
    translation = Translation("zh", "en", "m", [segment], None)
    texts = [
        each.text for each in parsed(Report(translation), name).iter() if each.text and each.text.strip()
    ]
    assert texts == ["一\ufffd二\ufffd三😀", "one\ufffd two"]
    assert (
        choose_format(None, Path(f"out{TRANSLATION_FORMATS[name].suffix}"), formats=TRANSLATION_FORMATS)
        == name
    )
