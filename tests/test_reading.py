"""Every format read, and one clear message for what cannot be."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.news import FIRST, LONG, SECOND, SHORT, TITLE, TRADITIONAL
from tests.pdf_file import pdf_bytes
from toolkit.article import (
    detect_language,
    has_chinese,
    one_line,
    parse_article,
    read_article,
    reading,
    require_chinese,
    to_simplified,
)
from toolkit.article.formats import READERS, read_document
from toolkit.errors import InputError
from toolkit.lookup import load_attribute

Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return _write


def test_plain_text_has_title_paragraphs_and_true_offsets(write: Write) -> None:
    text = f"\r\n  {TITLE}\r\n\r\n　　{FIRST}{SECOND}\r\n小标题\r\n{SECOND}"
    article = read_article(write("a.txt", text.encode("gb18030")))
    assert [part.kind for part in article.paragraphs] == ["title", "text", "heading", "text"]
    assert [sentence.text for sentence in article.sentences] == [TITLE, FIRST, SECOND, "小标题", SECOND]
    assert all(text[part.start :].startswith(part.text) for part in article.sentences)
    assert (article.text, article.encoding, article.lang) == (text, "gb18030", "zh")


def test_entities_and_controls_in_plain_text_stay_as_given() -> None:
    text = "增长&lt;5.6%&#39;。\x07完成。"
    article = parse_article(text)
    assert article.text == text
    assert [sentence.text for sentence in article.sentences] == ["增长&lt;5.6%&#39;。", "\x07完成。"]


def test_lines_broken_at_a_margin_are_joined() -> None:
    lines = [
        TITLE,
        "",
        "　　今年上半年，全市实现地区生产总值1234.5亿元，同比增长6.2%，增",
        "速比一季度加快0.4个百分点。其中，第一产业增加值56.7亿元，增长3.1",
        "%；第二产业增加值600.2亿元，增长7.0%；第三产业增加值577.6亿元，",
        "增长5.9%。",
        "　　下半年将继续努力，为实现全年目标打下坚实的基础。",
    ]
    article = parse_article("\n".join(lines))
    assert [part.kind for part in article.paragraphs] == ["title", "text", "text"]
    assert one_line(article.sentences[1].text).endswith("增长6.2%，增速比一季度加快0.4个百分点。")


def test_markdown_marks_are_not_in_the_sentences(write: Write) -> None:
    text = (
        f"# {TITLE} #\n\n{FIRST}\n\n小节\n---\n\n* 投资20亿元\n2. 增长5%\n\n> {SECOND}\n\n"
        "|指标|数值|\n|--|--|\n|出口|57亿元|\n"
    )
    article = read_article(write("a.md", text.encode()))
    kinds = ["title", "text", "heading", "list", "list", "text", "table", "table"]
    assert [part.kind for part in article.paragraphs] == kinds
    wanted = [TITLE, FIRST, "小节", "投资20亿元", "增长5%", SECOND, "指标", "数值", "出口", "57亿元"]
    assert [sentence.text for sentence in article.sentences] == wanted
    assert all(text[part.start :].startswith(part.text) for part in article.sentences)


@pytest.mark.parametrize("charset", ["utf-8", "gbk", "big5"])
def test_html_in_the_charset_it_states(write: Write, charset: str) -> None:
    body = TRADITIONAL if charset == "big5" else FIRST
    head = f"<head><meta charset={charset}><title>T</title></head>"
    page = f"<html>{head}<body><h1>T</h1><p>{body}</p></body></html>"
    article = read_article(write("a.txt", page.encode(charset)))
    assert body in [sentence.text for sentence in article.sentences]


def test_html_keeps_lists_tables_and_figures_of_the_article(write: Write) -> None:
    page = (
        f"<!DOCTYPE html><html><head><title>{TITLE}_财经_某网</title></head><body><div class=nav>首页</div>"
        f"<div><h1>{TITLE}</h1><p>{FIRST}</p><ul><li>投资20&nbsp;亿元</li></ul>"
        f"<table><tr><td>出口</td><td>57亿元</td></tr></table><p>{SECOND * 3}</p></div>"
        "<script>var n = 54321;</script><p style='display:none'>隐藏999</p></body></html>"
    )
    article = read_article(write("a.html", page.encode()))
    texts = [sentence.text for sentence in article.sentences]
    assert texts[:5] == [TITLE, FIRST, "投资20 亿元", "出口", "57亿元"]
    assert [part.kind for part in article.paragraphs][:4] == ["title", "text", "list", "table"]
    assert "54321" not in article.text
    assert "999" not in article.text


def _docx_bytes() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph(FIRST)
    document.add_heading("工业", 1)
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "出口", "57亿元"
    document.add_paragraph("投资20亿元", style="List Bullet")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "noname"])
def test_docx_is_known_by_its_bytes(write: Write, name: str) -> None:
    article = read_article(write(name, _docx_bytes()))
    assert [part.kind for part in article.paragraphs] == ["title", "text", "heading", "table", "list"]
    assert [part.text for part in article.sentences] == [TITLE, FIRST, "工业", "出口", "57亿元", "投资20亿元"]


def test_docx_reads_as_if_all_changes_were_accepted(write: Write) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("投资")._p
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for tag, text in (("del", "<w:delText>10</w:delText>"), ("ins", "<w:t>20</w:t>")):
        paragraph.append(docx.oxml.parse_xml(f"<w:{tag} {space}><w:r>{text}</w:r></w:{tag}>"))
    document.paragraphs[0].add_run("亿元。")
    buffer = io.BytesIO()
    document.save(buffer)
    assert [part.text for part in read_article(write("a.docx", buffer.getvalue())).sentences] == [
        "投资20亿元。"
    ]


def test_pdf_lines_are_joined_and_page_furniture_left_out(write: Write) -> None:
    pages = [
        ["某市统计公报", TITLE, "今年上半年,全市实现地区生产总值1234.5亿元,同比增长6.",
         "2%,工业稳步回升。", "下半年将继续努力,力争全年增长6.5%左右,为实现全年", "1"],
        ["某市统计公报", "目标打下基础。", "2"],
        ["某市统计公报", "完成。", "3"],
    ]  # fmt: skip
    article = read_article(write("a.pdf", pdf_bytes(pages)))
    assert [part.text for part in article.sentences] == [
        TITLE,
        "今年上半年,全市实现地区生产总值1234.5亿元,同比增长6.2%,工业稳步回升。",
        "下半年将继续努力,力争全年增长6.5%左右,为实现全年目标打下基础。",
        "完成。",
    ]
    assert {part.why for part in article.left_out} == {"page header or footer"}


BAD_FILES = [
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \n\t\n", "is empty"),
    ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "an image"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), r"save it as \.docx"),
    ("letter.rtf", b"{\\rtf1 abc}", "rich text"),
    ("packed.gz", b"\x1f\x8b\x08" + bytes(20), "unpack it"),
    ("sheet.xlsx", b"PK\x03\x04" + bytes(30) + b"xl/workbook.xml", "archive"),
    ("junk.txt", bytes(range(256)) * 40, "not text"),
    ("zeros.txt", bytes(1000), "not text"),
    ("short.docx", _docx_bytes()[:3000], "damaged or incomplete .docx"),
    ("fake.docx", "只是文字。".encode(), r"not a docx file"),
    ("short.pdf", pdf_bytes([[FIRST.replace("，", ",")]])[:200], "damaged or incomplete PDF"),
    ("fake.pdf", "只是文字。".encode(), r"not a pdf file"),
    ("scan.pdf", pdf_bytes([[], []]), "no text layer"),
    ("empty.html", b"<html><body><script>1</script></body></html>", "no text in it"),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD_FILES, ids=[bad[0] for bad in BAD_FILES])
def test_bad_file_has_one_clear_message(write: Write, name: str, data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_article(write(name, data))
    assert name in str(caught.value)
    assert caught.value.exit_code == 2


def test_no_such_file_and_directory(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a directory"):
        read_article(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_article("a\0b")


def test_a_file_too_large(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 100)
    with pytest.raises(InputError, match="larger than"):
        read_article(write("large.txt", b"a" * 101))


def test_no_chinese() -> None:
    with pytest.raises(InputError, match="no Chinese"):
        require_chinese(parse_article("Nothing but English here."))
    with pytest.raises(InputError, match="no Chinese"):
        require_chinese(parse_article("これは日本語の文章です。漢字もあります。"))
    assert require_chinese(parse_article(SHORT)).lang == "zh"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LONG.encode("gb18030"))))
    assert read_article("-").text == LONG
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(InputError, match="standard input is empty"):
        read_article("-")


def test_languages_and_scripts() -> None:
    assert detect_language("GDP 增长5.6%") == "zh"
    assert detect_language("The GDP of 中国 grew by a lot in the year") == "en"
    assert detect_language("12345") == "und"
    assert not has_chinese("hello")
    assert to_simplified("貨櫃吞吐量") == "货柜吞吐量"


def test_every_reader_exists() -> None:
    assert all(callable(load_attribute(target)) for target in READERS.values())


def test_a_line_of_50_000_characters(write: Write) -> None:
    begun = time.process_time()
    article = read_article(write("long.txt", ("投资增长5.6%，" * 6000).encode()))
    assert len(article.sentences) == 1
    assert time.process_time() - begun < 5


def test_reading_a_text_loads_no_heavy_library() -> None:
    code = (
        "import sys; from toolkit.article import parse_article; parse_article('今年增长5%。');"
        "heavy = {'trafilatura', 'docx', 'pypdf', 'lxml', 'opencc', 'charset_normalizer'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</div>", "<td>", "<table>", "<tr>", "<h1>", "<!--", "-->", "&#0;", "\0", "# ", "- ", "```",
         "|a|b|\n", "---", "\n", "今年增长5.6%。", "相关阅读", "> ", "[x](y)"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(derandomize=True, database=None, deadline=None, max_examples=150)
@given(MARKUP, st.sampled_from([".txt", ".md", ".html"]))
def test_any_text_is_read(text: str, suffix: str) -> None:
    try:
        document = read_document(f"今年{text}".encode(), name="x", suffix=suffix)
    except InputError:
        assert "\0" in text
        return
    spans = [(block.start, block.end) for block in document.blocks]
    assert all(start < end <= len(document.text) for start, end in spans)
    assert spans == sorted(spans)
