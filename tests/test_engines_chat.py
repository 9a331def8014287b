"""Chat models of four families, spoken to as their cards say, on both runtimes with equal output."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests import tiny_chat_models, tiny_models
from toolkit.cards import Card, shipped_cards
from toolkit.engines import ENGINES, Decoding
from toolkit.engines.base import Options
from toolkit.engines.chat import ChatEngine, Prompt
from toolkit.engines.checkpoint import read_checkpoint
from toolkit.engines.convert import convert_to
from toolkit.engines.dialogue import Dialogue
from toolkit.errors import InputError, ModelError
from toolkit.lookup import resolve

TEXTS = tiny_models.LINES[:4]
GREEDY = Decoding(beam_size=1, max_new_tokens=12)
PROMPTS = {
    "qwen3-4b-instruct": "<|im_start|>user\n{prompt}<|im_end|>\n<|im_start|>assistant\n",
    "hy-mt2-1.8b": "<|bos|><|user|>{prompt}<|assistant|>",
    "seed-x-7b": "Translate the following Chinese sentence into English:\n晋江 <en>",
    "translategemma-4b": "<bos><start_of_turn>user\nzh (text) to en:\n晋江<end_of_turn>\n"
    "<start_of_turn>model\n",
}
"""What a model reads for 晋江; {prompt} is what its instruction makes of it."""
Load = Callable[[str], ChatEngine]


@pytest.fixture(scope="module", params=list(tiny_chat_models.CHAT))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def card(name: str, tmp_path_factory: pytest.TempPathFactory) -> Card:
    """The shipped card, with a tiny model in a folder in place of the hub's."""
    folder = tiny_chat_models.CHAT[name](tmp_path_factory.mktemp("chat") / name)
    return replace(shipped_cards()[name], hub=None, folder=folder)


@pytest.fixture(scope="module")
def load(card: Card, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Load]:
    """Load the model on a runtime, the converted copy in float32."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOOLKIT_HOME", str(tmp_path_factory.mktemp("home")))

        def get(runtime: str) -> ChatEngine:
            folder = card.folder
            assert folder is not None
            if runtime == "ctranslate2":
                folder = convert_to(read_checkpoint(folder), "float32")
            found = resolve(ENGINES, runtime, what="engine", error=ModelError)
            engine: ChatEngine = found(replace(card, folder=folder), Options(threads=1, device="cpu"))
            return engine

        yield get


def test_the_model_reads_what_its_card_says(card: Card, name: str) -> None:
    assert card.folder is not None
    dialogue = Dialogue(card, read_checkpoint(card.folder), Options())
    asked: list[Prompt] = []

    class Listener:
        max_source_tokens, forces_start = 100, True
        count_tokens = staticmethod(lambda texts: [len(text) for text in texts])

        def complete(self, prompts: list[Prompt], **_settings: object) -> list[object]:
            asked.extend(prompts)
            raise InputError("enough")

    with pytest.raises(InputError, match="enough"):
        ChatEngine(card, Listener(), Options()).translate(["晋江"])  # type: ignore[arg-type]
    assert dialogue.text(asked[0]) == PROMPTS[name].format(prompt=asked[0].text)
    starts = [dialogue.tokenizer.bos_token_id] if name != "qwen3-4b-instruct" else []
    assert dialogue.request(asked[0]).ids[: len(starts)] == starts
    assert "晋江" in asked[0].text


def test_both_runtimes_give_the_same_greedy_output(load: Load, name: str) -> None:
    expected = [each[0] for each in load("transformers").translate(TEXTS, decoding=GREEDY)]
    if name.startswith("hy-mt2"):
        with pytest.raises(ModelError, match=r"cannot convert .* run it with transformers instead"):
            load("ctranslate2")
        return
    found = [each[0] for each in load("ctranslate2").translate(TEXTS, decoding=GREEDY)]
    assert [each.text for each in found] == [each.text for each in expected]
    assert [each.tokens for each in found] == [each.tokens for each in expected]
    assert [each.score for each in found] == pytest.approx([each.score for each in expected], abs=1e-4)


def test_an_answer_does_not_depend_on_its_neighbours(load: Load) -> None:
    engine = load("transformers")
    engine.card = replace(engine.card, window=1, context=0)
    alone = [engine.translate([text], decoding=GREEDY)[0][0].text for text in TEXTS]
    together = engine.translate(TEXTS, decoding=GREEDY)
    assert [each[0].text for each in together] == alone


def test_an_answer_begins_as_it_must(load: Load) -> None:
    found = load("transformers").translate(TEXTS[:2], prefixes=["The park", ""], decoding=GREEDY, n_best=2)
    assert all(each.text.startswith("The park") for each in found[0])
    assert len({each.text for each in found[0]}) == 2


def test_a_template_that_refuses_a_turn_is_named(card: Card) -> None:
    assert card.folder is not None
    plain, checkpoint = replace(card, chat="plain"), read_checkpoint(card.folder)
    if card.chat == "none":
        with pytest.raises(ModelError, match="has no chat template"):
            Dialogue(plain, checkpoint, Options())
        return
    dialogue = Dialogue(plain, checkpoint, Options())
    dialogue.tokenizer.chat_template = "{% for %}"
    with pytest.raises(ModelError, match="say in a card how the model is spoken to"):
        dialogue.text(Prompt("晋江"))


def test_a_model_made_only_to_translate_makes_no_summary(load: Load, card: Card) -> None:
    engine = load("transformers")
    if card.chat == "plain":
        assert engine.generate(TEXTS[:1], decoding=GREEDY)[0][0].tokens
    else:
        with pytest.raises(InputError, match="only translates"):
            engine.generate(TEXTS[:1])
