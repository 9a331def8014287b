"""Measure the summaries: ranking of key figures, choice of sentences, figures of both languages, time.

Usage: python eval/bench/summaries.py [ranking] [selection] [english] [time] (all without a name)

Everything is measured on the suite `summary`: dev is every other article (the weights were chosen on
those), test the rest. TextRank and LexRank are those of sumy, on jieba's words (pip install sumy jieba).
Intervals are 95 % percentile bootstrap over articles; seconds are processor seconds.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any

import numpy as np

from toolkit.article import parse_article, read_article
from toolkit.article.model import Article
from toolkit.engines import load_model
from toolkit.evaluation.metrics.rouge import rouge_l, rouge_n, tokenise
from toolkit.evaluation.model import Item
from toolkit.evaluation.statistics import RESAMPLES, SEED
from toolkit.evaluation.suites import find_suite, read_items
from toolkit.figures import Figure, compare_figures, find_figures
from toolkit.resources import data_folder
from toolkit.summarise import summarise
from toolkit.summarise.salience import article_figures, rank_figures

LENGTHS = (3, 5, 8)
HALVES = ("all", "dev", "test")
Scores = list[float]


@dataclass(frozen=True, slots=True)
class Case:
    """An article of the suite, parsed."""

    item: Item
    article: Article


@cache
def cases() -> list[Case]:
    """Return the articles of the Chinese suite."""
    suite = find_suite("summary-zh")
    return [Case(item, parse_article(item.source, lang="zh")) for item in read_items(suite)]


def half(values: Sequence[Any], name: str) -> list[Any]:
    """Return all values, or those of one half of the suite."""
    return list(values) if name == "all" else list(values[0 if name == "dev" else 1 :: 2])


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the bootstrap interval of the mean over articles."""
    generator = np.random.default_rng(SEED)
    drawn = generator.integers(len(values), size=(RESAMPLES, len(values)))
    low, high = np.percentile(np.array(values)[drawn].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def cell(values: Sequence[float]) -> str:
    """Return a mean with its interval."""
    low, high = interval(values)
    return f"{np.mean(values):.3f} [{low:.3f}, {high:.3f}]"


def ranking() -> None:
    """Print NDCG and recall of ranked figures against simple orders."""
    orders: dict[str, Callable[[Article], list[Figure]]] = {
        "salience": lambda article: [each.figure for each in rank_figures(article)],
        "first mention": _first_mentions,
        "lead order": lambda article: [each for row in article_figures(article) for each in row],
        "magnitude": lambda article: sorted(_first_mentions(article), key=_magnitude),
    }
    print("## Key figures: every gold figure graded by its rank")
    print("| order | half | NDCG@5 | NDCG@8 | recall@5 | recall@8 |\n|---|---|---|---|---|---|")
    for name, order in orders.items():
        scores = [_rank_scores(case.item.key_figures, order(case.article)) for case in cases()]
        for part in HALVES:
            columns = zip(*half(scores, part), strict=True)
            print(f"| {name} | {part} | " + " | ".join(cell(column) for column in columns) + " |")


def _first_mentions(article: Article) -> list[Figure]:
    figures = [each for row in article_figures(article) for each in row]
    return list({(each.value, each.value_to, each.unit): each for each in reversed(figures)}.values())[::-1]


def _magnitude(figure: Figure) -> float:
    return -abs(float(figure.number or 0))


def _rank_scores(gold: Sequence[Figure], ranked: Sequence[Figure]) -> Scores:
    places = [_place(gold, figure) for figure in ranked]
    return [*(_ndcg(places, len(gold), k) for k in (5, 8)), *(_recall(places, len(gold), k) for k in (5, 8))]


def _place(gold: Sequence[Figure], figure: Figure) -> int | None:
    for place, each in enumerate(gold):
        same = (each.value, each.value_to, each.unit) == (figure.value, figure.value_to, figure.unit)
        if same or each.text == figure.text:
            return place
    return None


def _ndcg(places: Sequence[int | None], count: int, k: int) -> float:
    """Return NDCG@k (Jarvelin and Kekalainen 2002), the gold figure of rank r gaining count + 1 - r."""
    gained = sum(
        (count - place) / math.log2(position + 2)
        for position, place in enumerate(places[:k])
        if place is not None and place not in places[:position]
    )
    return gained / sum((count - place) / math.log2(place + 2) for place in range(min(count, k)))


def _recall(places: Sequence[int | None], count: int, k: int) -> float:
    return len({place for place in places[:k] if place is not None}) / min(k, count)


def selection() -> None:
    """Print coverage and ROUGE of chosen sentences against lead-k, TextRank and LexRank."""
    systems = {"ours": _ours, "lead-k": _lead, "TextRank": _sumy("text"), "LexRank": _sumy("lex")}
    print("## Chinese summaries: coverage of the gold key figures, ROUGE against the references")
    print("| k | system | half | coverage | ROUGE-1 | ROUGE-2 | ROUGE-L |\n|---|---|---|---|---|---|---|")
    wins: list[str] = []
    for length in LENGTHS:
        scores = {
            name: [_text_scores(case, choose(case.article, length)) for case in cases()]
            for name, choose in systems.items()
        }
        for name, rows in scores.items():
            for part in HALVES:
                columns = zip(*half(rows, part), strict=True)
                print(f"| {length} | {name} | {part} | " + " | ".join(cell(each) for each in columns) + " |")
        for name in list(systems)[1:]:
            gaps = np.array(scores["ours"]) - np.array(scores[name])
            wins.append(f"| {length} | {name} | " + " | ".join(cell(each) for each in gaps.T) + " |")
    print("\nOurs less each peer, paired over all articles:\n")
    print("| k | peer | coverage | ROUGE-1 | ROUGE-2 | ROUGE-L |\n|---|---|---|---|---|---|")
    print("\n".join(wins))


def _text_scores(case: Case, text: str) -> Scores:
    ours, theirs = tokenise(text), tokenise(case.item.reference or "")
    overlap = [rouge_n(ours, theirs, 1), rouge_n(ours, theirs, 2), rouge_l(ours, theirs)]
    return [_coverage(case, text, "zh"), *overlap]


def _coverage(case: Case, text: str, lang: str) -> float:
    check = compare_figures(
        case.item.key_figures,
        find_figures(text, lang=lang),
        source_text=case.item.source,
        target_text=text,
    )
    return check.count("kept") / check.total


def _ours(article: Article, length: int) -> str:
    return "".join(each.text for each in summarise(article, to="zh", length=length).sentences)


def _prose(article: Article) -> list[list[str]]:
    return [
        [sentence.text for sentence in paragraph.sentences]
        for paragraph in article.paragraphs
        if paragraph.kind not in ("title", "heading")
    ]


def _lead(article: Article, length: int) -> str:
    return "".join([text for paragraph in _prose(article) for text in paragraph][:length])


class _Words:
    """sumy's tokenizer interface over jieba."""

    def to_words(self, text: str) -> tuple[str, ...]:
        import jieba

        return tuple(word for word in jieba.cut(str(text)) if word.strip())


def _sumy(kind: str) -> Callable[[Article, int], str]:
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    summarizer = TextRankSummarizer() if kind == "text" else LexRankSummarizer()

    def choose(article: Article, length: int) -> str:
        words = _Words()
        paragraphs = [Paragraph([Sentence(text, words) for text in texts]) for texts in _prose(article)]
        return "".join(map(str, summarizer(ObjectDocumentModel(paragraphs), length)))

    return choose


def english() -> None:
    """Print figure precision in both languages, and the English summaries' coverage and ROUGE."""
    translator = load_model("zh-en-mini")
    references = [item.reference or "" for item in read_items(find_suite("summary"))]
    print("## Figures of the default summaries (translator zh-en-mini)")
    print("precision: figures of the summary that the article has; wrong: changed or invented ones\n")
    print("| to | k | precision | figures | wrong | coverage | ROUGE-1 | ROUGE-L |")
    print("|---|---|---|---|---|---|---|---|")
    for to in ("zh", "en"):
        for length in LENGTHS:
            figures = wrong = 0
            rows = []
            for case, reference in zip(cases(), references, strict=True):
                engine = translator if to == "en" else None
                summary = summarise(case.article, to=to, length=length, translator=engine)
                text = ("" if to == "zh" else " ").join(each.text for each in summary.sentences)
                bad = summary.check.count("changed") + len(summary.check.invented)
                figures += sum(row.target is not None for row in summary.check.rows) + len(
                    summary.check.invented
                )
                wrong += bad
                theirs = tokenise(reference if to == "en" else case.item.reference or "")
                ours = tokenise(text)
                rows.append([_coverage(case, text, to), rouge_n(ours, theirs, 1), rouge_l(ours, theirs)])
            cells = " | ".join(cell(column) for column in zip(*rows, strict=True))
            print(f"| {to} | {length} | {1 - wrong / figures:.4f} | {figures} | {wrong} | {cells} |")


def timing() -> None:
    """Print the seconds that a summary takes beyond reading and translation."""
    long = read_article(data_folder("eval") / "articles" / "jinjiang" / "article.txt")
    summarise(long, to="zh")
    articles = {"the suite's articles": [case.article for case in cases()], "article jinjiang": [long]}
    print("## Seconds for a summary in the article's own language (everything beyond translation)")
    print("| what | characters | median | worst |\n|---|---|---|---|")
    for name, group in articles.items():
        seconds = [_seconds(article) for article in group for _ in range(3)]
        size = sum(len(article.text) for article in group) // len(group)
        print(f"| {name} | {size} | {median(seconds):.3f} | {max(seconds):.3f} |")


def _seconds(article: Article) -> float:
    start = time.process_time()
    summarise(article, to="zh")
    return time.process_time() - start


PARTS = {"ranking": ranking, "selection": selection, "english": english, "time": timing}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
        print()
