"""Chat models as translators: windows with context, output lines checked against the source's sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from toolkit.cards import Card
from toolkit.engines.base import Decoding, Hypothesis, Options, around_blanks, merge_decoding, require_fits
from toolkit.engines.windows import halves, numbered_lines, split_windows
from toolkit.errors import InputError
from toolkit.resources import read_table

THINKING = re.compile(r"<think>.*?</think>", re.DOTALL)
FIRST = re.compile(r"\A\[1\]\s+")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A conversation of one user turn, and what the answer is made to begin with, where that works."""

    text: str
    start: str = ""
    max_new_tokens: int = 512


class Completer(Protocol):
    """Whatever answers prompts: a model in this process or a server.

    `forces_start` says that an answer always has the beginning that its prompt wants; else it is asked for.
    """

    max_source_tokens: int
    forces_start: bool

    def complete(
        self, prompts: Sequence[Prompt], *, n_best: int, decoding: Decoding
    ) -> list[list[Hypothesis]]:
        """Return up to `n_best` answers to each prompt, best first, each with its forced start."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the length of each text in tokens, or a bound of it."""
        ...

    def close(self) -> None:
        """Free what is held."""
        ...


class ChatEngine:
    """Translates the texts of one call as running text: those before a window are its context.

    A text goes alone when more than one hypothesis is wanted, when its output has a forced beginning,
    and when the lines of its window and of half of it did not match their sentences.
    """

    def __init__(self, card: Card, completer: Completer, options: Options) -> None:
        self.card = card
        self._completer = completer
        names = _prompts()["languages"]
        self._names = {
            "source": names.get(options.source, options.source),
            "target": names.get(options.target, options.target),
            "source_code": card.language(options.source),
            "target_code": card.language(options.target),
        }

    @property
    def max_source_tokens(self) -> int:
        return self.card.max_source_tokens or self._completer.max_source_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._completer.count_tokens(texts)

    def translate(
        self,
        texts: Sequence[str],
        *,
        n_best: int = 1,
        prefixes: Sequence[str] | None = None,
        decoding: Decoding | None = None,
    ) -> list[list[Hypothesis]]:
        require_fits(self.count_tokens(texts), limit=self.max_source_tokens, model=self.card.id)
        settings = merge_decoding(decoding, self.card.decoding)
        starts = prefixes or [""] * len(texts)

        def search(indexes: list[int]) -> list[list[Hypothesis]]:
            chosen, wanted = [texts[i] for i in indexes], [starts[i] for i in indexes]
            in_windows = n_best == 1 and not any(wanted)
            found = self._translate_windows(chosen, settings) if in_windows else {}
            return self._complete_alone(chosen, wanted, found, n_best, settings)

        return around_blanks(texts, search)

    def generate(
        self, texts: Sequence[str], *, n_best: int = 1, decoding: Decoding | None = None
    ) -> list[list[Hypothesis]]:
        if self.card.chat != "plain":
            raise InputError(f"{self.card.id} only translates; choose another model for summaries")
        settings = merge_decoding(decoding, self.card.decoding)
        lengths = self.count_tokens(texts)
        require_fits(lengths, limit=self.max_source_tokens, model=self.card.id)
        prompts = [
            Prompt(
                _prompts()["summary"].format(text=text),
                max_new_tokens=settings.max_new_tokens or length + 64,
            )
            for text, length in zip(texts, lengths, strict=True)
        ]
        answers = self._completer.complete(prompts, n_best=n_best, decoding=settings)
        return [_without_thoughts(each) for each in answers]

    def close(self) -> None:
        self._completer.close()

    def _complete_alone(
        self,
        texts: Sequence[str],
        starts: Sequence[str],
        found: dict[int, list[Hypothesis]],
        n_best: int,
        settings: Decoding,
    ) -> list[list[Hypothesis]]:
        """Return `found` with every text that is missing in it translated by a prompt of its own."""
        missing = [index for index in range(len(texts)) if index not in found]
        prompts = [self._single(texts, index, starts[index], settings) for index in missing]
        answers = self._completer.complete(prompts, n_best=n_best, decoding=settings) if missing else []
        alone = dict(zip(missing, map(_without_frame, answers), strict=True))
        return [found[index] if index in found else alone[index] for index in range(len(texts))]

    def _translate_windows(self, texts: Sequence[str], settings: Decoding) -> dict[int, list[Hypothesis]]:
        """Return the translations of all windows whose lines match their sentences.

        A window that fails is tried once more as two halves: most models answer the same prompt alike.
        """
        found: dict[int, list[Hypothesis]] = {}
        waiting = split_windows(
            self.count_tokens(texts), self.card.window, most_tokens=self.max_source_tokens
        )
        for _ in range(2):
            waiting = [window for window in waiting if len(window) > 1]
            prompts = [self._window(texts, window, settings) for window in waiting]
            answers = self._completer.complete(prompts, n_best=1, decoding=settings) if prompts else []
            for window, answer in zip(waiting, map(_without_thoughts, answers), strict=True):
                lines = numbered_lines(answer, len(window))
                found |= {index: [line] for index, line in zip(window, lines, strict=False)}
            failed = [window for window in waiting if window[0] not in found]
            waiting = [half for window in failed for half in halves(window)]
        return found

    def _single(self, texts: Sequence[str], index: int, start: str, settings: Decoding) -> Prompt:
        """Return the prompt for one text; the card's own instruction is used unchanged where it has one."""
        template = self.card.instruction or _prompts()["single"]
        text = template.format(text=texts[index], **self._names)
        if start and not self._completer.forces_start:
            text = _prompts()["start"].format(start=start) + text
        limit = self._limit([texts[index]], settings)
        return Prompt((self._context(texts, index) + text).strip(), start, limit)

    def _window(self, texts: Sequence[str], window: range, settings: Decoding) -> Prompt:
        lines = "\n".join(f"[{place}] {_one_line(texts[index])}" for place, index in enumerate(window, 1))
        text = _prompts()["window"].format(text=lines, count=len(window), **self._names)
        limit = self._limit([texts[index] for index in window], settings)
        return Prompt((self._context(texts, window[0]) + text).strip(), max_new_tokens=limit)

    def _limit(self, sources: Sequence[str], settings: Decoding) -> int:
        """Return how many tokens the answer may have; a limit of the caller is for each sentence."""
        if settings.max_new_tokens is not None:
            return settings.max_new_tokens * len(sources)
        return 64 + 3 * sum(self.count_tokens(sources))

    def _context(self, texts: Sequence[str], index: int) -> str:
        before = texts[max(0, index - self.card.context) : index]
        if not before:
            return ""
        return str(_prompts()["context"].format(context="\n".join(map(_one_line, before))))


def _prompts() -> Mapping[str, Any]:
    return read_table("toolkit.engines", "prompts.toml")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _without_frame(answers: Sequence[Hypothesis]) -> list[Hypothesis]:
    """Return the answers to one text without thoughts, and without the number some models put before it."""
    return [replace(each, text=FIRST.sub("", each.text)) for each in _without_thoughts(answers)]


def _without_thoughts(answers: Sequence[Hypothesis]) -> list[Hypothesis]:
    """Return the answers without a reasoning model's thoughts and outer blanks."""
    return [replace(each, text=THINKING.sub("", each.text).strip()) for each in answers]
