"""Suites that ship are what they claim; a bad suite is refused with a message that names the fix."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from toolkit.errors import InputError, SuiteError
from toolkit.evaluation.judging import check_item
from toolkit.evaluation.model import Item
from toolkit.evaluation.suites import find_suite, read_items, read_suite, shipped_suites
from toolkit.figures import find_figures

CHALLENGE = CHECKOUT / "eval" / "suites" / "challenge.jsonl"
SUITE = 'id = "own"\ntitle = "Own"\ndata = "own.jsonl"\nreference = "reference"\n'


@pytest.mark.parametrize("name", ["article", "challenge", "summary", "summary-zh"])
def test_shipped_suites_can_be_read(name: str) -> None:
    assert read_items(find_suite(name))


def test_every_figure_of_the_ledger_stands_in_its_paragraph() -> None:
    items = read_items(find_suite("article"))
    figures = [(item, figure) for item in items for figure in item.figures or ()]
    assert len(figures) == 78
    for item, figure in figures:
        assert item.source[figure.start : figure.end] == figure.text


def test_the_ledger_is_in_the_order_of_the_text() -> None:
    for item in read_items(find_suite("article")):
        starts = [figure.start for figure in item.figures or ()]
        assert starts == sorted(set(starts))


def test_the_ledger_leaves_no_digit_of_the_article_out() -> None:
    for item in read_items(find_suite("article")):
        spans = [range(figure.start, figure.end) for figure in item.figures or ()]
        for position, character in enumerate(item.source):
            if character.isdigit():
                assert any(position in span for span in spans), (item.id, item.source[position - 5 :][:12])


def test_the_reference_translation_of_the_article_invents_nothing() -> None:
    for item in read_items(find_suite("article")):
        assert not check_item(item, item.reference or "").invented


def test_the_challenge_has_many_frames_and_none_too_often() -> None:
    rows = [json.loads(line) for line in CHALLENGE.read_text(encoding="utf-8").splitlines()]
    frames = Counter(row["frame"] for row in rows)
    assert len(rows) >= 600
    assert len(frames) >= 150
    assert max(frames.values()) <= 6
    assert len({row["source"] for row in rows}) == len(rows)
    assert {row["difficulty"] for row in rows} == {1, 2, 3, 4, 5}


def test_references_of_the_challenge_hold_an_accepted_rendering_of_each_figure() -> None:
    for line in CHALLENGE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for figure in row["figures"]:
            assert figure["accepted"][0] in row["reference"], row["id"]


def test_summary_articles_are_of_a_dozen_genres_with_ranked_key_figures() -> None:
    items = read_items(find_suite("summary"))
    assert len({item.group for item in items}) >= 12
    assert all(5 <= len(item.key_figures) <= 10 for item in items)


def _write(folder: Path, *, suite: str = SUITE, rows: str = "") -> Path:
    (folder / "own.toml").write_text(suite, encoding="utf-8")
    (folder / "own.jsonl").write_text(rows, encoding="utf-8")
    return folder / "own.toml"


ROW = '{"id": "a", "source": "投资3亿元", "reference": "invests 300 million yuan"}\n'


def test_an_own_suite_is_read(tmp_path: Path) -> None:
    (item,) = read_items(read_suite(_write(tmp_path, rows=ROW)))
    assert item == Item("a", "投资3亿元", "invests 300 million yuan")


@pytest.mark.parametrize(
    ("suite", "rows", "message"),
    [
        (SUITE + 'referense = "x"\n', ROW, "unknown key 'referense' (did you mean 'reference'?)"),
        (SUITE + 'metrics = ["blue"]\n', ROW, "unknown metric 'blue' (did you mean 'bleu'?)"),
        (SUITE.replace('data = "own.jsonl"\n', ""), ROW, "exactly one of data, article, dataset"),
        ('title = "No id"\ndata = "own.jsonl"\n', ROW, "the key 'id' is missing"),
        (SUITE + "source = 3\n", ROW, "must be of type str"),
        ("id = ", ROW, "cannot read the suite"),
        ('id = "own"\ntitle = "Own"\ndataset = "org/name"\n', ROW, "must be pinned"),
        (SUITE, ROW + ROW, "two rows with the id 'a'"),
        (SUITE, "", "has no rows"),
        (SUITE, '{"id": "a", "zh": "三", "reference": "three"}\n', "no text in the column 'source'"),
        (SUITE, ROW + "{broken\n", "line 2: not JSON"),
        (SUITE, ROW.replace("}", ', "figures": [{"text": "九", "kind": "count"}]}'), "does not stand in"),
        (SUITE.replace("own.jsonl", "own.jsonn"), ROW, "unknown format '.jsonn'"),
        (SUITE.replace("own.jsonl", "gone.jsonl"), ROW, "no such file"),
    ],
)
def test_a_bad_suite_is_refused(tmp_path: Path, suite: str, rows: str, message: str) -> None:
    path = _write(tmp_path, suite=suite, rows=rows)
    with pytest.raises(SuiteError) as caught:
        read_items(read_suite(path))
    assert message in str(caught.value)


def test_an_unknown_suite_names_the_nearest() -> None:
    with pytest.raises(SuiteError, match="did you mean 'article'"):
        find_suite("artcle")


def test_recorded_suites_say_when_their_data_is_not_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TOOLKIT_RECORDED", raising=False)
    with pytest.raises(SuiteError, match="is not here; give --recorded FOLDER"):
        read_items(shipped_suites()["wmt17"])


def test_recorded_columns_become_systems_and_html_is_unescaped(tmp_path: Path) -> None:
    (tmp_path / "zh-en").mkdir()
    systems = shipped_suites()["wmt19"].systems
    header, row = "\t".join(["zh", *systems]), "\t".join(["三", *['it&#39;s "three'] * len(systems)])
    import lzma

    (tmp_path / "zh-en" / "wmt19.tsv.xz").write_bytes(lzma.compress(f"{header}\n{row}\n".encode()))
    (item,) = read_items(shipped_suites()["wmt19"], recorded=tmp_path)
    assert item.outputs["google"] == "it's \"three"


def test_a_table_with_a_short_line_is_refused(tmp_path: Path) -> None:
    from toolkit.corpora import read_rows

    (tmp_path / "rows.tsv").write_text("id\tsource\na\t三\nb\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 3: not as many fields"):
        list(read_rows(tmp_path / "rows.tsv"))


# Slogans whose numerals are part of a name; the engine does not know them, and takes an idiom for a year.
_NOT_FOUND = {"三争", "四大员"}
_TAKEN_FOR_FIGURES = {"四大", "一年"}


def test_the_engine_finds_the_figures_of_the_ledger_with_value_and_unit() -> None:
    for item in read_items(find_suite("article")):
        gold = {
            (each.start, each.end, each.value, each.value_to, each.unit): each for each in item.figures or ()
        }
        found = {
            (each.start, each.end, each.value, each.value_to, each.unit): each
            for each in find_figures(item.source, lang="zh")
        }
        assert {gold[key].text for key in gold.keys() - found.keys()} <= _NOT_FOUND
        assert {found[key].text for key in found.keys() - gold.keys()} <= _TAKEN_FOR_FIGURES
