"""What training reads: configurations, pairs in four formats, filters, weights, figures as locked."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from pathlib import Path

import pytest

from toolkit.errors import InputError, SuiteError
from toolkit.train.config import Config, Corpus, Filters, Training, read_config
from toolkit.train.filters import fault
from toolkit.train.locking import lock_as_translated
from toolkit.train.packing import good_pairs
from toolkit.train.pairs import Pair, Reject, read_pairs

MINIMAL = '[[corpora]]\npath = "pairs.tsv"\n[training]\nsteps = 10\n'


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_configuration_is_read_with_its_defaults(tmp_path: Path) -> None:
    config = read_config(write(tmp_path, "train.toml", MINIMAL))
    assert config.training == Training(steps=10)
    assert config.corpora == (Corpus(path="pairs.tsv"),)
    assert config.resolve("pairs.tsv") == tmp_path / "pairs.tsv"
    assert config.output_folder == tmp_path / "run"


def test_an_unknown_key_names_the_nearest_known_one(tmp_path: Path) -> None:
    path = write(tmp_path, "train.toml", MINIMAL + "warm_up_steps = 5\n")
    with pytest.raises(SuiteError, match=r"unknown key 'warm_up_steps'.*did you mean 'warmup_steps'"):
        read_config(path)


@pytest.mark.parametrize(
    ("added", "message"),
    [
        ("batch_tokens = 0", "training.batch_tokens must be more than 0"),
        ("average = 1.5", "training.average must lie between 0 and 1"),
        ("[shape]\nwidth = 30", "shape.width 30 is no multiple of shape.heads 8"),
        ("[filters]\nmax_pieces = 256", "filters.max_pieces must be less than shape.positions 256"),
        ("steps = 10", "cannot read the training configuration"),
    ],
)
def test_a_configuration_that_makes_no_sense_is_refused(tmp_path: Path, added: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_config(write(tmp_path, "train.toml", MINIMAL + added))


def test_what_only_reports_does_not_change_the_fingerprint(tmp_path: Path) -> None:
    first = read_config(write(tmp_path, "train.toml", MINIMAL)).fingerprint()
    assert read_config(write(tmp_path, "logs.toml", MINIMAL + "log_steps = 7\n")).fingerprint() == first
    assert read_config(write(tmp_path, "seed.toml", MINIMAL + "seed = 7\n")).fingerprint() != first


def test_tab_separated_lines_that_hold_no_pair_are_counted(tmp_path: Path) -> None:
    lines = "好。\tGood.\tnews\n坏了\n空\t \n".encode() + "编码\tEncoding".encode("gb18030") + b"\n"
    path = write(tmp_path, "pairs.tsv", lines)
    assert list(read_pairs(path, Corpus(path="pairs.tsv"))) == [
        Pair("好。", "Good.", "news"),
        Reject("missing columns"),
        Reject("an empty side"),
        Reject("not UTF-8"),
    ]


def test_json_lines_name_their_keys(tmp_path: Path) -> None:
    rows = [{"src": "好。", "tgt": "Good.", "from": "me"}, {"src": "好。"}]
    content = "".join(json.dumps(row) + "\n" for row in rows) + "{broken\n"
    path = tmp_path / "pairs.jsonl.gz"
    path.write_bytes(gzip.compress(content.encode()))
    corpus = Corpus(path=path.name, source="src", target="tgt", label="from")
    assert list(read_pairs(path, corpus)) == [
        Pair("好。", "Good.", "me"),
        Reject("missing columns"),
        Reject("not JSON"),
    ]


def test_parquet_is_read_by_column(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    path = tmp_path / "pairs.parquet"
    datasets.Dataset.from_dict({"zh": ["好。"], "en": ["Good."]}).to_parquet(str(path))
    assert list(read_pairs(path, Corpus(path=path.name))) == [Pair("好。", "Good.")]


def test_a_translation_memory_matches_languages_by_their_first_part(tmp_path: Path) -> None:
    memory = """<?xml version="1.0"?>
    <tmx version="1.4"><header/><body>
      <tu><tuv xml:lang="zh-CN"><seg>第<ph/>一。</seg></tuv><tuv xml:lang="EN-us"><seg>First.</seg></tuv></tu>
      <tu><tuv xml:lang="zh"><seg>第二。</seg></tuv><tuv xml:lang="de"><seg>Zweites.</seg></tuv></tu>
    </body></tmx>"""
    path = write(tmp_path, "memory.tmx", memory)
    assert list(read_pairs(path, Corpus(path=path.name))) == [
        Pair("第一。", "First."),
        Reject("a language missing"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("memory.tmx", "<tmx><tu>", "is no well-formed TMX"),
        ("pairs.tsv.xz", "not packed", "cannot read the corpus"),
        ("pairs.docx", "", "cannot tell what"),
        ("../nowhere.tsv", None, "there is no corpus file"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error(
    tmp_path: Path, name: str, content: str | None, message: str
) -> None:
    path = tmp_path / name if content is None else write(tmp_path, name, content)
    with pytest.raises(InputError, match=message):
        list(read_pairs(path, Corpus(path=name)))


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("总投资250.2亿元。", "Total investment is 25.02 billion yuan.", None),
        ("总投资250.2亿元。", "Total investment is 250.2 billion yuan.", "figures disagree"),
        ("总投资很大。", "Total investment is 3 million yuan.", "figures disagree"),
        ("Total investment.", "Total investment.", "wrong language"),
        ("总投资很大。", "总投资 is large.", "wrong language"),
        ("这是一个相当长的句子，里面有许多内容。", "Short.", "length ratio"),
        ("是。", "That is quite right, as you say.", None),
    ],
)
def test_filters_say_what_is_wrong(source: str, target: str, wrong: str | None) -> None:
    assert fault(Pair(source, target), Filters()) == wrong


def test_weights_repeat_pairs_and_leave_labels_out(tmp_path: Path) -> None:
    lines = "好。\tGood.\ta\n不好。\tNot good.\ta\n很好。\tVery good.\tb\n好。\tGood.\ta\n"
    write(tmp_path, "pairs.tsv", lines)
    corpus = Corpus(path="pairs.tsv", weight=2.0, labels={"a": 1.0})
    config = Config(corpora=(corpus,), training=Training(steps=1), folder=tmp_path)
    dropped: Counter[str] = Counter()
    found = list(good_pairs(config, corpus, dropped=dropped, chance=random.Random(1)))
    assert [(pair.target, times) for pair, times in found] == [("Good.", 2), ("Not good.", 2)]
    assert dropped == {"repeated": 1}


def test_figures_are_rendered_only_where_the_translation_writes_them_so() -> None:
    source = "投资250.2亿元，占地三万七千亩，惠及1.2万人。"
    target = "The investment of 25.02 billion yuan covers 37,000 mu and helps twelve thousand people."
    assert lock_as_translated(source, target) == "投资25.02 billion元，占地37,000亩，惠及1.2万人。"
