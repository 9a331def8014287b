"""Glossary terms: four formats, longest match, kept like figures, reported when lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.test_translate import ScriptedEngine
from toolkit.errors import InputError
from toolkit.translate import Glossary, read_glossary, repair, translate_sentences
from toolkit.translate.resolving import resolve_years

TERMS = {
    "晋江": "Jinjiang",
    "晋江经济开发区": "Jinjiang Economic Development Zone",
    "十四五": "14th Five-Year Plan",
}

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header/><body>
<tu><tuv xml:lang="zh-CN"><seg>晋江</seg></tuv><tuv xml:lang="en-US"><seg>Jinjiang</seg></tuv></tu>
</body></tmx>"""
TBX = """<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX"><text><body><termEntry>
<langSet xml:lang="zh"><tig><term>晋江</term></tig></langSet>
<langSet xml:lang="en"><tig><term>Jinjiang</term></tig></langSet>
</termEntry></body></text></martif>"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("terms.csv", "zh,en\n晋江,Jinjiang\n"),
        ("bare.csv", "晋江,Jinjiang\n"),
        ("turned.csv", "target,source\nJinjiang,晋江\n"),
        ("terms.tsv", "晋江\tJinjiang\n"),
        ("terms.tmx", TMX),
        ("terms.tbx", TBX),
    ],
)
def test_formats(name: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert dict(read_glossary(path).terms) == {"晋江": "Jinjiang"}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("terms.xls", b"", "csv"),
        ("terms.csv", b"", "no term"),
        ("terms.csv", "晋江,Jinjiang".encode("gb18030"), "UTF-8"),
        ("terms.tmx", b"<tmx>", "XML"),
    ],
)
def test_a_glossary_that_cannot_be_used(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=says):
        read_glossary(path)


def test_the_longest_term_wins() -> None:
    assert [term for *_, term in Glossary(TERMS).find("晋江经济开发区在晋江")] == [
        "Jinjiang Economic Development Zone",
        "Jinjiang",
    ]


def test_terms_and_figures_are_written_into_the_source_together() -> None:
    engine = ScriptedEngine(lambda *_: ["Jinjiang Economic Development Zone invested 2 billion yuan."])
    (segment,) = translate_sentences(["晋江经济开发区投资20亿元。"], engine, glossary=Glossary(TERMS))
    assert engine.read == ["Jinjiang Economic Development Zone投资2 billion元。"]
    assert segment.notes == ()


def test_a_figure_inside_a_term_is_left_to_the_term() -> None:
    engine = ScriptedEngine(lambda *_: ["The 14th Five-Year Plan began."])
    (segment,) = translate_sentences(["十四五开局。"], engine, glossary=Glossary(TERMS))
    assert engine.read == ["14th Five-Year Plan开局。"]
    assert segment.check is not None
    assert segment.check.count("kept") == segment.check.total


def test_the_hypothesis_that_keeps_the_term_is_taken() -> None:
    def answer(text: str, n_best: int, prefix: str) -> list[str]:
        return ["Promoting the river is busy.", "Jinjiang is busy."][:n_best]

    (segment,) = translate_sentences(["晋江很忙。"], ScriptedEngine(answer), glossary=Glossary(TERMS))
    assert segment.target == "Jinjiang is busy."


def test_a_lost_term_is_noted() -> None:
    engine = ScriptedEngine(lambda *_: ["Promoting the river is busy."])
    (segment,) = translate_sentences(["晋江很忙。"], engine, glossary=Glossary(TERMS))
    assert segment.notes == ("term missing: Jinjiang",)


@pytest.mark.parametrize(
    ("target", "mended"),
    [
        ("The 晋江经济开发区 grew.", "The Jinjiang Economic Development Zone grew."),
        ("The Jinjang economic development zones grew.", "The Jinjiang Economic Development Zone grew."),
        ("The Jinjiang Economic and Development Zone grew.", "The Jinjiang Economic Development Zone grew."),
        ("The Quanzhou Economic Development Zone grew.", None),
        ("The Jinjiang Development Zone grew.", None),
        ("The zone grew.", None),
    ],
)
def test_a_term_is_mended_where_the_output_nearly_has_it(target: str, mended: str | None) -> None:
    repaired = repair("晋江经济开发区增长。", target, glossary=Glossary(TERMS))
    assert repaired.target == (mended or target)


def test_a_term_with_another_number_is_left_alone() -> None:
    target = "The 13th Five-Year Plan began."
    assert repair("十四五开局。", target, glossary=Glossary(TERMS)).target == target


def test_the_command_mends_terms_and_names_the_lost_ones(toolkit: Run, tmp_path: Path) -> None:
    for name, text in (
        ("a.txt", "晋江经济开发区投资20亿元。十四五开局。"),
        ("b.txt", "The 晋江经济开发区 invested 200 billion yuan. The plan began."),
        ("terms.csv", "".join(f"{chinese},{english}\n" for chinese, english in TERMS.items())),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = toolkit("repair", tmp_path / "a.txt", tmp_path / "b.txt", "--glossary", tmp_path / "terms.csv")
    assert result.returncode == 0
    assert b"The Jinjiang Economic Development Zone invested 2 billion yuan." in result.stdout
    assert b"term missing: 14th Five-Year Plan" in result.stderr


def test_relative_years_are_written_out_and_spans_move_with_the_text() -> None:
    engine = ScriptedEngine(lambda *_: ["Last year the park invested 2 billion yuan."])
    (segment,) = translate_sentences(["园区去年投资20亿元。"], engine)
    resolved = resolve_years(segment, "2023-08-09")
    assert resolved.target == "Last year (2022) the park invested 2 billion yuan."
    assert resolved.check is not None
    for row in resolved.check.rows:
        assert row.target is not None
        assert resolved.target[row.target.start : row.target.end] == row.target.text


def test_a_date_that_is_none_is_a_usage_error(toolkit: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("园区去年投资20亿元。", encoding="utf-8")
    for args in (["--date", "August"], []):
        result = toolkit("translate", source, "--model", "echo", "--resolve-dates", *args)
        assert result.returncode == 2
        assert b"YYYY-MM-DD" in result.stderr
