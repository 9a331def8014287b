"""Chat checkpoints in this process, whatever runs them: the template before an answer, the reading after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from toolkit.cards import Card
from toolkit.engines.base import Decoding, Hypothesis, Options
from toolkit.engines.batching import batches_by_tokens
from toolkit.engines.chat import Prompt
from toolkit.engines.checkpoint import Checkpoint
from toolkit.engines.hub_tokenizer import load_tokenizer
from toolkit.engines.memory import halve_when_full
from toolkit.errors import ModelError, reason_of

POSITIONS = 4096
"""Of a model whose configuration names none."""


@dataclass(frozen=True, slots=True)
class Request:
    """A prompt's ids, its forced beginning included, and its output limit."""

    ids: list[int]
    start: str
    limit: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The ids a model wrote, up to its end or its limit, and their mean log-probability."""

    ids: list[int]
    score: float


class ChatRunner(Protocol):
    """A runtime with a decoder-only model loaded."""

    batch_tokens: int

    def run(self, batch: Sequence[Request], *, n_best: int, decoding: Decoding) -> list[list[Answer]]:
        """Return the `n_best` answers to each request, best first."""
        ...

    def release(self) -> None:
        """Give back the memory that a failed run left."""
        ...

    def close(self) -> None:
        """Free the weights."""
        ...


class Dialogue:
    """A checkpoint's tokenizer and template, as the card says the model is spoken to."""

    def __init__(self, card: Card, checkpoint: Checkpoint, options: Options) -> None:
        self.tokenizer: Any = load_tokenizer(checkpoint)
        if card.chat != "none" and self.tokenizer.chat_template is None:
            raise ModelError(
                f"{checkpoint.folder} ({checkpoint.model_type}) is neither an encoder-decoder nor a chat "
                "model: its tokenizer has no chat template; choose a translation or instruct model"
            )
        self._folder = checkpoint.folder
        self._chat = card.chat
        self._settings = dict(card.chat_options)
        self._codes = {
            "source_lang_code": card.language(options.source),
            "target_lang_code": card.language(options.target),
        }
        text_model = checkpoint.config.get("text_config") or checkpoint.config
        self._positions = int(text_model.get("max_position_embeddings") or POSITIONS)
        self.max_source_tokens = self._positions // 4
        ends = checkpoint.setting("eos_token_id")
        self.ends = [*(ends if isinstance(ends, list) else [ends]), self.tokenizer.eos_token_id]

    def text(self, prompt: Prompt) -> str:
        """Return what the model reads: the prompt as the user's turn, and how its own begins."""
        if self._chat == "none":
            return prompt.text + prompt.start
        coded = [{"type": "text", "text": prompt.text, **self._codes}]
        turn = {"role": "user", "content": coded if self._chat == "coded" else prompt.text}
        return self._templated(turn) + prompt.start

    def _templated(self, turn: dict[str, Any]) -> str:
        from jinja2 import TemplateError

        try:
            chat: str = self.tokenizer.apply_chat_template(
                [turn], tokenize=False, add_generation_prompt=True, **self._settings
            )
        except (TemplateError, KeyError, TypeError, ValueError) as error:
            raise ModelError(
                f"the chat template of {self._folder} refuses a plain turn ({reason_of(error)}); "
                "say in a card how the model is spoken to, with the key 'chat'"
            ) from error
        return chat

    def request(self, prompt: Prompt) -> Request:
        """Return the ids of a prompt; raise ModelError when it leaves no room for an answer."""
        ids = self.tokenizer(self.text(prompt), add_special_tokens=False)["input_ids"]
        if self._chat == "none" and self.tokenizer.bos_token_id is not None:
            ids = [self.tokenizer.bos_token_id, *ids]  # which a template writes itself
        limit = min(prompt.max_new_tokens, self._positions - len(ids))
        if limit < 1:
            raise ModelError(
                f"a prompt of {len(ids)} tokens leaves the model no room to answer; split the text"
            )
        return Request(list(ids), prompt.start, limit)

    def hypothesis(self, answer: Answer, start: str) -> Hypothesis:
        """Return an answer as text; one without an end was stopped at its limit."""
        length = next((place for place, token in enumerate(answer.ids) if token in self.ends), None)
        text = self.tokenizer.decode(answer.ids[:length], skip_special_tokens=True)
        tokens = len(answer.ids) if length is None else length
        return Hypothesis(start + text, answer.score, truncated=length is None, tokens=tokens)


class LocalCompleter:
    """Answers prompts with a decoder-only model in this process, many at once."""

    forces_start = True

    def __init__(self, runner: ChatRunner, dialogue: Dialogue) -> None:
        self._runner = runner
        self._dialogue = dialogue
        self.max_source_tokens = dialogue.max_source_tokens

    def complete(
        self, prompts: Sequence[Prompt], *, n_best: int, decoding: Decoding
    ) -> list[list[Hypothesis]]:
        requests = [self._dialogue.request(prompt) for prompt in prompts]
        lengths = [len(request.ids) + request.limit for request in requests]
        results: list[list[Hypothesis]] = [[] for _ in prompts]

        def run(places: Sequence[int]) -> list[list[Answer]]:
            return self._runner.run([requests[i] for i in places], n_best=n_best, decoding=decoding)

        for group in batches_by_tokens(lengths, max_tokens=self._runner.batch_tokens):
            answers = halve_when_full(run, group, release=self._runner.release)
            for index, found in zip(group, answers, strict=True):
                start = requests[index].start
                results[index] = [self._dialogue.hypothesis(each, start) for each in found]
        return results

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(self._dialogue.tokenizer(text, add_special_tokens=False)["input_ids"]) for text in texts]

    def close(self) -> None:
        self._runner.close()
