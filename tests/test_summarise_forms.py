"""The command: forms, formats, wishes, exit codes; what the page shows."""

from __future__ import annotations

import csv
import io
import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import Run
from toolkit.article import parse_article
from toolkit.errors import DependencyError
from toolkit.render import Report, render
from toolkit.render.forms import COLUMNS, in_form
from toolkit.render.sheets import render_csv, render_xlsx
from toolkit.summarise import Summary, summarise

TEXT = (
    "园区上半年投资增长12%\n"
    "上半年,园区完成投资250.2亿元,同比增长12%。企业反映,服务比过去更好。\n"
    "园区推动107家企业开展数字化转型,新增数字化车间36个。\n"
)


@pytest.fixture(scope="module")
def summary() -> Summary:
    return summarise(parse_article(TEXT, lang="zh"), to="zh", length=2, headline=True, table=True)


def test_forms_arrange_the_same_sentences(summary: Summary) -> None:
    first, second = (sentence.text for sentence in summary.sentences)
    assert in_form(summary, "lines") == f"{first}\n{second}"
    assert in_form(summary, "paragraph") == first + second
    assert in_form(summary, "bullets") == f"- {first}\n- {second}"
    assert in_form(summary, "headline") == f"园区上半年投资增长12%\n\n{first}{second}"
    assert in_form(summary, "headline", markdown=True).startswith("**园区上半年投资增长12%**")
    assert in_form(summary, "table").splitlines()[2].count("|") == len(COLUMNS) + 1


def test_csv_has_a_row_for_each_key_figure(summary: Summary) -> None:
    rows = list(csv.DictReader(io.StringIO(render_csv(Report(summaries=[summary])))))
    assert len(rows) == len(summary.key_figures)
    (investment,) = [row for row in rows if row["figure"] == "250.2亿元"]
    assert investment["what"] == "园区完成投资"
    assert (investment["value"], investment["unit"], investment["period"]) == ("25020000000", "CNY", "上半年")
    assert investment["source sentence"] == "上半年,园区完成投资250.2亿元,同比增长12%。"
    assert investment["in summary"] == "yes"


def test_a_workbook_holds_numbers_as_numbers_and_no_formulas(summary: Summary) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    odd = parse_article("=HYPERLINK,园区完成投资250.2亿元。", lang="zh")
    reports = Report(summaries=[summary, summarise(odd, to="zh")])
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(reports)))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    values = {row[1].value: row[2].value for row in sheet.iter_rows(min_row=2)}
    assert Decimal(values["250.2亿元"]) == Decimal("25020000000")
    assert not any(cell.data_type == "f" for row in book.worksheets[1].iter_rows() for cell in row)


def test_a_missing_openpyxl_is_named_with_its_install_command(
    summary: Summary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(DependencyError, match=r"pip install 'zh-en-toolkit\[xlsx\]'"):
        render_xlsx(Report(summaries=[summary]))


def test_the_page_shows_headline_sources_and_table(summary: Summary) -> None:
    page = render(Report(summaries=[summary], form="table"), "html")
    assert isinstance(page, str)
    assert '<p class="headline" data-marks>园区<mark' in page
    assert 'href="#s1"' in page
    assert 'id="s1"' in page
    assert all(f">{column}</th>" in page for column in COLUMNS)


def test_json_tells_the_source_of_every_sentence_and_figure(toolkit: Run, article_path: Path) -> None:
    result = toolkit("summarise", article_path, "--to", "zh", "--format", "json", "--length", "5")
    assert result.returncode == 0, result.stderr.decode()
    data = json.loads(result.stdout)
    assert len(data["sentences"]) == 5
    assert data["check"]["invented"] == []
    assert data["check"]["coverage"] >= 0.5
    for sentence in data["sentences"]:
        for row in sentence["figures"]:
            assert row["segment"] in sentence["sources"]
            assert row["status"] == "kept"
    figures = {row["source"]["text"] for row in data["check"]["figures"]}
    assert {"250.2亿元以上", "91.6%"} <= figures


def test_the_default_english_summary_invents_nothing(toolkit: Run, article_path: Path) -> None:
    result = toolkit("summarise", article_path, "--format", "json")
    assert result.returncode == 0, result.stderr.decode()
    data = json.loads(result.stdout)
    assert data["lang"] == "en"
    assert len(data["sentences"]) == 5
    assert data["check"]["invented"] == []
    assert data["check"]["changed"] == 0


def test_wishes_are_met_on_the_command_line(toolkit: Run, article_path: Path, tmp_path: Path) -> None:
    asked = ("--must-include", "216.8亿元", "--must-include", "387人次", "--length", "2")
    result = toolkit("summarise", article_path, "--to", "zh", *asked)
    assert "216.8亿元" in result.stdout.decode()
    assert "387人次" in result.stdout.decode()
    table = tmp_path / "figures.csv"
    assert toolkit("summarise", article_path, "--to", "zh", "-o", table).returncode == 0
    assert table.read_text(encoding="utf-8").startswith(",".join(COLUMNS))
    book = tmp_path / "figures.xlsx"
    assert toolkit("summarise", article_path, "--to", "zh", "-o", book).returncode == 0
    assert book.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--length", "0"], "give --length 1 or more"),
        (["--max-chars", "2"], "larger --max-chars"),
        (["--must-include", "251亿元"], "has no figure"),
        (["--format", "pdf"], "unknown format"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    toolkit: Run, article_path: Path, arguments: list[str], message: str
) -> None:
    result = toolkit("summarise", article_path, "--to", "zh", *arguments)
    assert result.returncode == 2
    assert message in result.stderr.decode()
    assert len(result.stderr.decode().strip().splitlines()) == 1
    assert result.stdout == b""


def test_too_little_coverage_ends_in_exit_code_1(toolkit: Run, article_path: Path) -> None:
    arguments = ("summarise", article_path, "--to", "zh", "--length", "1", "--fail-under")
    assert toolkit(*arguments, "0.99").returncode == 1
    assert toolkit(*arguments, "0.01").returncode == 0
