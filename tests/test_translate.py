"""The ladder: what each rung puts right, and what is reported when none can."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.scripted_engine import ScriptedEngine
from toolkit.article import parse_article
from toolkit.figures import find_figures
from toolkit.translate import repair, translate_article, translate_sentences
from toolkit.translate.guards import find_problems
from toolkit.translate.joining import join_pieces
from toolkit.translate.locking import lock_source


def lock(text: str) -> str:
    return lock_source(text, find_figures(text, lang="zh"), lock="numbers").text


@pytest.mark.parametrize(
    ("source", "locked"),
    [
        ("总投资250.2亿元以上", "总投资25.02 billion元以上"),
        ("建筑面积约417万平方米", "建筑面积约4.17 million平方米"),
        ("惠及3300余万人", "惠及超33 million人"),
        ("产量3至5亿吨", "产量300 million至500 million吨"),
        ("两千三百万元", "23 million元"),
        ("十九大代表7人", "十九大代表7人"),
        ("占29%", "占29%"),
        ("2022年12月", "2022年12月"),
        ("十几万人", "十几万人"),
    ],
)
def test_lock_renders_what_a_model_would_have_to_convert(source: str, locked: str) -> None:
    assert lock(source) == locked


def test_the_model_reads_the_locked_source_only_where_its_card_says_so() -> None:
    engine = ScriptedEngine(lambda *_: ["The total investment is 2 billion yuan."])
    translate_sentences(["总投资20亿元。"], engine)
    assert engine.read == ["总投资2 billion元。"]
    plain = ScriptedEngine(lambda *_: ["The total investment is 2 billion yuan."], lock="none")
    translate_sentences(["总投资20亿元。"], plain)
    assert plain.read == ["总投资20亿元。"]


def test_the_model_reads_characters_not_html_entities() -> None:
    engine = ScriptedEngine(lambda *_: ["Research & development has 5 teams."])
    (segment,) = translate_sentences(["研发R&amp;D有5个团队。"], engine)
    assert engine.read == ["研发R&D有5个团队。"]
    assert segment.source == "研发R&amp;D有5个团队。"


def test_a_locked_figure_that_came_through_is_recorded_as_locked() -> None:
    (segment,) = translate_sentences(["总投资20亿元。"], ScriptedEngine(lambda *_: ["It is 2 billion yuan."]))
    assert segment.check is not None
    assert [(row.status, row.action) for row in segment.check.rows] == [("kept", "locked")]


def test_the_hypothesis_with_the_right_figures_is_taken() -> None:
    def answer(text: str, n_best: int, prefix: str) -> list[str]:
        return ["The area is 13 mu.", "The site covers 133 mu."][:n_best]

    (segment,) = translate_sentences(["规划用地133亩。"], ScriptedEngine(answer))
    assert segment.target == "The site covers 133 mu."
    assert segment.check is not None
    assert segment.check.rows[0].action == "reranked"


def test_a_wrong_figure_is_decoded_again_behind_the_right_one() -> None:
    def answer(text: str, n_best: int, prefix: str) -> list[str]:
        return (
            [f"{prefix} was invested in the park."] if prefix else ["Some 200 billion yuan went to the park."]
        )

    (segment,) = translate_sentences(["园区投资20亿元。"], ScriptedEngine(answer))
    assert "2 billion yuan was invested in the park." in segment.target
    assert segment.check is not None
    assert segment.check.rows[0].action == "redone"


def test_what_no_decoding_puts_right_is_repaired_in_place() -> None:
    engine = ScriptedEngine(lambda *_: ["The park invested 200 billion yuan in roads."])
    (segment,) = translate_sentences(["园区道路投资20亿元。"], engine)
    assert segment.target == "The park invested 2 billion yuan in roads."
    assert segment.check is not None
    assert segment.check.rows[0].action == "repaired"


def test_a_figure_that_never_appears_stays_missing_and_unglued() -> None:
    engine = ScriptedEngine(lambda *_: ["The park invested in roads."])
    (segment,) = translate_sentences(["园区道路投资20亿元。"], engine)
    assert segment.target == "The park invested in roads."
    assert segment.check is not None
    assert [(row.status, row.action) for row in segment.check.rows] == [("missing", "unresolved")]


def test_an_invented_figure_is_struck_out_with_a_note() -> None:
    engine = ScriptedEngine(lambda *_: ["The park has 57 companies in 2013."])
    (segment,) = translate_sentences(["园区有57家企业。"], engine)
    assert segment.target == "The park has 57 companies."
    assert any("2013" in note for note in segment.notes)


def test_check_mode_reports_and_leaves_the_output_alone() -> None:
    engine = ScriptedEngine(lambda *_: ["The park invested 200 billion yuan."])
    (segment,) = translate_sentences(["园区投资20亿元。"], engine, figures="check")
    assert segment.target == "The park invested 200 billion yuan."
    assert engine.read == ["园区投资20亿元。"]
    assert segment.check is not None
    assert segment.check.rows[0].status == "changed"


def test_off_mode_checks_nothing() -> None:
    article = parse_article("园区投资20亿元。")
    translation = translate_article(article, ScriptedEngine(lambda *_: ["No."]), figures="off")
    assert translation.check is None
    assert translation.to_json()["check"] is None


def test_a_sentence_too_long_for_the_model_is_translated_in_pieces_and_nothing_is_lost() -> None:
    engine = ScriptedEngine(lambda text, *_: [f"<{text}>"], lock="none", limit=50)
    source = (
        "园区建设道路,园区建设厂房,园区建设学校,园区建设医院,园区建设公园,园区建设桥梁,园区建设机场。" * 2
    )
    (segment,) = translate_sentences([source], engine, figures="off")
    assert segment.target.replace("<", "").replace("> ", "").replace(">", "") == source
    assert all(len(text) <= 50 for text in engine.read)


def test_the_figures_of_a_sentence_in_pieces_keep_their_actions() -> None:
    def answer(text: str, n_best: int, prefix: str) -> list[str]:
        return ["It covers 133 acres." if "133" in text else "It invested 2 billion yuan in the park."]

    engine = ScriptedEngine(answer, limit=40)
    source = "园区在今后的建设当中规划用地133亩,并且在道路和厂房的建设上面一共投资20亿元。"
    (segment,) = translate_sentences([source], engine)
    assert segment.target == "It covers 133 mu; it invested 2 billion yuan in the park."
    assert segment.check is not None
    assert [(row.source.text, row.action) for row in segment.check.rows] == [
        ("133亩", "repaired"),
        ("20亿元", "locked"),
    ]


def test_a_model_that_does_better_on_short_text_gets_short_text() -> None:
    engine = ScriptedEngine(lambda text, *_: [text], lock="none")
    engine.card = replace(engine.card, best_source_tokens=20)
    translate_sentences(["园区建设道路,园区建设厂房,园区建设学校,园区建设医院。"], engine, figures="off")
    assert all(len(text) <= 20 for text in engine.read)


def test_equal_sentences_are_translated_once() -> None:
    engine = ScriptedEngine(lambda text, *_: ["Yes."], lock="none")
    segments = translate_sentences(["好。", "好。"], engine, figures="off")
    assert [segment.target for segment in segments] == ["Yes.", "Yes."]
    assert engine.read == ["好。"]


def test_empty_output_is_reported_and_never_an_error() -> None:
    (segment,) = translate_sentences(["园区投资20亿元。"], ScriptedEngine(lambda *_: [""]))
    assert "empty output" in segment.notes
    assert segment.check is not None
    assert segment.check.count("missing") == 1


@pytest.mark.parametrize(
    ("source", "target", "problem"),
    [
        ("园区", "", "empty output"),
        ("园区建设", "The 园区 is built", "untranslated Chinese"),
        ("园区建设", "the main main main thing", "repeated text"),
        ("园区", "the role of the park in the role of the park in the role of the park", "repeated text"),
        ("开发区党政领导、各科室科长、片园区主任均纳入队伍体系", "Leaders.", "text left out"),
    ],
)
def test_broken_output_is_seen(source: str, target: str, problem: str) -> None:
    assert problem in find_problems(source, target)


def test_sound_output_has_no_problems() -> None:
    assert (
        find_problems("生产热火朝天,工人有序忙碌。", "Production is in full swing, and workers are busy.")
        == ()
    )


@pytest.mark.parametrize(
    ("source", "wrong", "right"),
    [
        ("出口29.86亿元。", "Exports were 298.6 billion yuan.", "Exports were 2.986 billion yuan."),
        ("占地133亩。", "It covers 133 acres.", "It covers 133 mu."),
        ("收入440.69亿元。", "Income was $44.069 billion.", "Income was 44.069 billion yuan."),
        ("有七八十人。", "There are 75 people.", None),
    ],
)
def test_repair_replaces_the_wrong_span(source: str, wrong: str, right: str | None) -> None:
    repaired = repair(source, wrong)
    if right is not None:
        assert repaired.target == right
    assert repaired.check.count("kept") == repaired.check.total
    assert all(row.action == "repaired" for row in repaired.check.rows)


def test_repair_never_touches_a_right_figure() -> None:
    target = "Some 133 mu (8.87 hectares) and RMB 25.02 bn."
    assert repair("占地133亩,投资250.2亿元。", target).target == target


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        ([("规划用地133亩,", "The site covers 133 mu."), ("投资20亿元。", "The cost is 2 billion yuan.")],
         "The site covers 133 mu; the cost is 2 billion yuan."),
        ([("晋江市,", "Jinjiang City,"), ("发展很快。", "Jinjiang grows fast.")],
         "Jinjiang City, Jinjiang grows fast."),
        ([("一句。", "One."), ("两句。", "The other.")], "One. The other."),
        ([("空,", ""), ("实。", "In fact.")], "In fact."),
    ],
)  # fmt: skip
def test_pieces_are_joined_as_one_sentence(pieces: list[tuple[str, str]], joined: str) -> None:
    assert join_pieces(pieces) == joined
