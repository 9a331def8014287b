"""Training as users run it: a tiny model is trained, stopped, resumed, exported and used."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from toolkit.resources import data_folder
from toolkit.train import Config, Listeners, Outcome, read_config, train
from toolkit.train.checkpoint import checkpoints
from toolkit.train.log import read_log

pytest.importorskip("torch")

RECIPE = """
output = "run"
[[corpora]]
path = "pairs.tsv"
trusted = true
[pieces]
size = 1600
[shape]
width = 32
feed_forward = 64
heads = 4
encoder_layers = 2
decoder_layers = 1
dropout = 0.1
[training]
steps = 60
batch_tokens = 600
learning_rate = 1e-2
warmup_steps = 10
average = 0.9
save_steps = 20
log_steps = 10
precision = "float32"
threads = 1
[development]
path = "pairs.tsv"
every_steps = 60
sentences = 4
"""


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a configuration and 150 of the pairs that ship beside the embedded model."""
    folder = tmp_path_factory.mktemp("training")
    lines = (data_folder("models") / "zh-en-mini" / "own-news.tsv").read_text(encoding="utf-8").splitlines()
    (folder / "pairs.tsv").write_text("\n".join(lines[:150]) + "\n", encoding="utf-8")
    (folder / "train.toml").write_text(RECIPE, encoding="utf-8")
    return folder / "train.toml"


@pytest.fixture(scope="module")
def whole(recipe: Path) -> Outcome:
    """A run that nothing disturbed."""
    return run(config_for(recipe, "whole"))


def config_for(recipe: Path, output: str) -> Config:
    return replace(read_config(recipe), output=output)


def run(
    config: Config, *, on_row: Callable[[dict[str, Any]], None] = lambda row: None, **options: Any
) -> Outcome:
    return train(config, Listeners(report=lambda message: None, warn=print, row=on_row), **options)


def weights(outcome: Outcome) -> bytes:
    assert outcome.model is not None
    return (outcome.model / "transformers" / "model.safetensors").read_bytes()


class Killed(BaseException):
    """Stands for a kill: nothing of ours catches it, nothing is saved."""


def at_step(step: int, action: Callable[[], None]) -> Callable[[dict[str, Any]], None]:
    return lambda row: action() if row["step"] == step else None


def kill() -> None:
    raise Killed


def test_a_killed_run_ends_with_the_very_weights_of_an_undisturbed_one(recipe: Path, whole: Outcome) -> None:
    config = config_for(recipe, "killed")
    with pytest.raises(Killed):
        run(config, on_row=at_step(50, kill))
    assert [path.name for path in checkpoints(config.output_folder / "checkpoints")][
        -1
    ] == "step-000000040.pt"
    resumed = run(config)
    assert resumed.ending == "finished"
    assert weights(resumed) == weights(whole)
    steps = [row["step"] for row in read_log(config.output_folder / "log.jsonl") if "loss" in row]
    assert steps == [10, 20, 30, 40, 50, 60]


def test_a_damaged_checkpoint_is_left_aside_for_the_one_before_it(recipe: Path, whole: Outcome) -> None:
    config = config_for(recipe, "damaged")
    with pytest.raises(Killed):
        run(config, on_row=at_step(50, kill))
    last = checkpoints(config.output_folder / "checkpoints")[-1]
    last.write_bytes(last.read_bytes()[:-1000])
    heard: list[str] = []
    outcome = train(config, Listeners(report=heard.append, warn=heard.append, row=lambda row: None))
    assert f"{last} is damaged" in heard[0]
    assert heard[1] == "going on from step 20"
    assert weights(outcome) == weights(whole)


def test_ctrl_c_saves_and_the_next_run_goes_on(recipe: Path, whole: Outcome) -> None:
    config = config_for(recipe, "interrupted")
    stopped = run(config, on_row=at_step(30, lambda: os.kill(os.getpid(), signal.SIGINT)))
    assert (stopped.ending, stopped.progress.step, stopped.model) == ("interrupted", 30, None)
    assert weights(run(config)) == weights(whole)


def test_out_of_time_saves_and_exports(recipe: Path, whole: Outcome) -> None:
    config = config_for(recipe, "short")
    stopped = run(config, minutes=0.0)
    assert (stopped.ending, stopped.progress.step) == ("out of time", 1)
    assert weights(stopped) != weights(whole)


@pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")
def test_both_exports_translate_alike(whole: Outcome) -> None:
    from ctranslate2 import Translator
    from transformers import MarianMTModel, MarianTokenizer

    assert whole.model is not None
    folder = whole.model / "transformers"
    tokenizer = MarianTokenizer.from_pretrained(str(folder))
    model = MarianMTModel.from_pretrained(str(folder)).float()
    inputs = tokenizer(["7月份社会消费品零售总额39480亿元。"], return_tensors="pt")
    told = model.generate(**inputs, num_beams=1, max_new_tokens=20)[0].tolist()
    pieces = tokenizer.convert_ids_to_tokens(inputs["input_ids"][0].tolist())
    fast = Translator(str(whole.model / "ctranslate2"), intra_threads=1)
    (found,) = fast.translate_batch([pieces], beam_size=1, max_decoding_length=20)
    # transformers ends what it cuts off: the last piece is </s> whatever the model says.
    assert found.hypotheses[0][:19] == tokenizer.convert_ids_to_tokens(told[1:20])
    target = tokenizer.convert_ids_to_tokens(tokenizer(text_target="Retail sales rose.")["input_ids"])
    (score,) = fast.score_batch([pieces], [target[:-1]])
    assert score.log_probs == pytest.approx(log_likelihoods(model, tokenizer, inputs, target), abs=0.1)


def log_likelihoods(model: Any, tokenizer: Any, inputs: Any, target: list[str]) -> list[float]:
    """Return what transformers gives each piece of the target, padding being no output."""
    import torch

    ids = torch.tensor([tokenizer.convert_tokens_to_ids(target)])
    with torch.no_grad():
        logits = model(**inputs, labels=ids).logits[0, :, : tokenizer.pad_token_id]
    return torch.log_softmax(logits, -1).gather(1, ids[0][:, None])[:, 0].tolist()


def test_development_scores_stand_in_the_log(whole: Outcome) -> None:
    assert whole.model is not None
    rows = [row for row in read_log(whole.model.parent / "log.jsonl") if "BLEU" in row]
    assert [row["step"] for row in rows] == [60]
    assert rows[0]["chrF"] >= 0
