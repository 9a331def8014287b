"""Engines behind servers: the protocols, the faults of a network, the keys, and lines that must align."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from tests.stand_in import StandIn, english, model_server, translate_prompt
from toolkit.engines import Decoding, load_model
from toolkit.engines.server import Server
from toolkit.errors import InputError, ModelError

TEXTS = [f"第{number}句话有{number}亿元。" for number in range(1, 20)]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    for name in ("TOOLKIT_API_KEY", "OPENAI_API_KEY", "LIBRETRANSLATE_API_KEY", "HF_HUB_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    with model_server() as running:
        yield running


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Record the pauses between attempts instead of making them."""
    made: list[float] = []
    monkeypatch.setattr("toolkit.engines.server.time", SimpleNamespace(sleep=made.append))
    return made


def names(server: StandIn) -> dict[str, str]:
    return {"openai": f"openai:qwen@{server.url}/v1", "libretranslate": f"libretranslate:{server.url}"}


BOTH = pytest.mark.parametrize("kind", ["openai", "libretranslate"])


@BOTH
def test_every_sentence_comes_back_in_its_place(server: StandIn, kind: str) -> None:
    found = load_model(names(server)[kind]).translate(TEXTS)
    assert [each[0].text for each in found] == [english(text) for text in TEXTS]


@BOTH
@pytest.mark.parametrize("fault", ["429", "500", "503", "cut", "no json"])
def test_a_passing_fault_is_tried_again(server: StandIn, waits: list[float], kind: str, fault: str) -> None:
    server.faults = [fault, fault]
    found = load_model(names(server)[kind]).translate(TEXTS[:1])
    assert found[0][0].text == english(TEXTS[0])
    assert waits == [0.5, 1.0]


@BOTH
def test_a_lasting_fault_ends_in_one_message(server: StandIn, waits: list[float], kind: str) -> None:
    server.faults = ["500"] * 4
    with pytest.raises(ModelError, match=r"gave 500 .* after 4 attempts"):
        load_model(names(server)[kind]).translate(TEXTS[:1])
    assert waits == [0.5, 1.0, 2.0]


@BOTH
def test_a_slow_server_meets_the_time_out(
    server: StandIn, waits: list[float], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOOLKIT_TIMEOUT", "0.2")
    server.faults = ["slow"]
    assert load_model(names(server)[kind]).translate(TEXTS[:1])[0][0].text == english(TEXTS[0])
    assert waits == [0.5]


@BOTH
def test_nobody_listening_is_one_message(waits: list[float], kind: str) -> None:
    name = {"openai": "openai:m@http://127.0.0.1:9/v1", "libretranslate": "libretranslate:http://127.0.0.1:9"}
    with pytest.raises(ModelError, match="check that the server is running"):
        load_model(name[kind]).translate(TEXTS[:1])


@BOTH
def test_another_kind_of_server_is_named(server: StandIn, waits: list[float], kind: str) -> None:
    server.faults = ["not chat"]
    with pytest.raises(ModelError, match="does not answer as"):
        load_model(names(server)[kind]).translate(TEXTS[:1])


@BOTH
def test_a_refused_request_is_not_repeated(server: StandIn, waits: list[float], kind: str) -> None:
    server.faults = ["400"]
    with pytest.raises(ModelError, match="refused the request: 400"):
        load_model(names(server)[kind]).translate(TEXTS[:1])
    assert waits == []


def test_a_wrong_address_is_hinted_at(server: StandIn) -> None:
    server.faults = ["404"]
    with pytest.raises(ModelError, match=r"404 .*check the address \(it often ends in /v1\)"):
        load_model(names(server)["openai"]).translate(TEXTS[:1])


def test_the_key_comes_from_the_environment_and_is_never_shown(
    server: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOOLKIT_API_KEY", "sk-secret")
    engine = load_model(names(server)["openai"])
    engine.translate(TEXTS[:1])
    assert server.requests[0]["headers"]["Authorization"] == "Bearer sk-secret"
    server.faults = ["401"]
    with pytest.raises(ModelError, match="set TOOLKIT_API_KEY") as caught:
        engine.translate(TEXTS[:1])
    assert "sk-secret" not in str(caught.value)
    assert "sk-secret" not in repr(Server(url="http://x", key="sk-secret", timeout=1.0))


def test_the_key_of_one_host_is_not_sent_to_another(server: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-openai")
    load_model(names(server)["openai"]).translate(TEXTS[:1])
    assert "Authorization" not in server.requests[0]["headers"]


@pytest.mark.parametrize("code", ["302", "307", "308"])
def test_a_redirect_is_not_followed_with_the_key(
    server: StandIn, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setenv("TOOLKIT_API_KEY", "sk-secret")
    server.faults = [code]
    with pytest.raises(ModelError, match="redirects elsewhere"):
        load_model(names(server)["openai"]).translate(TEXTS[:1])
    assert [request["path"] for request in server.requests] == ["/v1/chat/completions"]


def test_a_missing_key_is_known_before_the_first_text(server: StandIn) -> None:
    with pytest.raises(ModelError, match="set OPENAI_API_KEY"):
        load_model("openai:gpt@https://api.openai.com/v1")


def test_a_libretranslate_key_travels_in_the_body(server: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIBRETRANSLATE_API_KEY", "lt-secret")
    load_model(names(server)["libretranslate"]).translate(TEXTS[:1])
    body = server.requests[0]["body"]
    assert body["api_key"] == "lt-secret"
    assert (body["source"], body["target"], body["format"]) == ("zh", "en", "text")


def test_windows_show_the_sentences_before_them(server: StandIn) -> None:
    load_model(names(server)["openai"]).translate(TEXTS)
    prompts = [request["body"]["messages"][0]["content"] for request in server.requests]
    assert len(prompts) == 3
    second = next(prompt for prompt in prompts if f"[1] {TEXTS[8]}" in prompt)
    assert "\n".join(TEXTS[5:8]) in second
    assert f"[8] {TEXTS[15]}" in second


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: answer.rsplit("\n", 1)[0],  # a line is gone
        lambda answer: "\n".join(reversed(answer.splitlines())),  # another order
        lambda answer: answer + "\n[99] something more",  # a line too many
        lambda answer: "Here are the translations:\n" + answer,  # talk around it
        lambda answer: answer.replace("[1] EN", "[1]\n[x] EN", 1),  # an empty line
    ],
    ids=["short", "order", "long", "talk", "empty"],
)
def test_lines_that_do_not_align_are_asked_again(server: StandIn, spoil: object) -> None:
    assert callable(spoil)

    def answer(prompt: str) -> str:
        good = translate_prompt(prompt)
        return str(spoil(good)) if good.startswith("[1]") else good

    server.answer = answer
    found = load_model(names(server)["openai"]).translate(TEXTS[:8])
    assert [each[0].text for each in found] == [english(text) for text in TEXTS[:8]]
    assert len(server.requests) == 1 + 2 + 8


def test_a_window_that_fails_may_succeed_as_two_halves(server: StandIn) -> None:
    server.answer = lambda prompt: "too much for me" if "[8]" in prompt else translate_prompt(prompt)
    found = load_model(names(server)["openai"]).translate(TEXTS[:8])
    assert [each[0].text for each in found] == [english(text) for text in TEXTS[:8]]
    assert len(server.requests) == 1 + 2


def test_windows_never_hold_more_than_the_model_takes(server: StandIn) -> None:
    long = [text * 80 for text in TEXTS[:6]]
    load_model(names(server)["openai"]).translate(long)
    for request in server.requests:
        prompt = request["body"]["messages"][0]["content"]
        assert sum(f"] {text}" in prompt for text in long) <= 2


def test_the_number_of_a_single_line_is_not_its_translation(server: StandIn) -> None:
    server.answer = lambda prompt: "[1] " + translate_prompt(prompt) + " [1] stays"
    found = load_model(names(server)["openai"]).translate(TEXTS[:1])
    assert found[0][0].text == english(TEXTS[0]) + " [1] stays"


def test_the_thoughts_of_a_model_are_not_its_translation(server: StandIn) -> None:
    server.answer = lambda prompt: "<think>\n250亿 is 25 billion\n</think>\n\n" + translate_prompt(prompt)
    found = load_model(names(server)["openai"]).translate(TEXTS[:3])
    assert [each[0].text for each in found] == [english(text) for text in TEXTS[:3]]


def test_further_hypotheses_are_sampled_and_distinct(server: StandIn) -> None:
    found = load_model(names(server)["openai"]).translate(TEXTS[:1], n_best=3)[0]
    assert [each.text for each in found] == [
        english(TEXTS[0]),
        f"{english(TEXTS[0])} varied",
        f"{english(TEXTS[0])} v1 varied",
    ]
    assert [request["body"]["temperature"] for request in server.requests] == [0.0, 0.7]


def test_a_wished_beginning_is_asked_for_and_what_has_it_comes_first(server: StandIn) -> None:
    def answer(prompt: str) -> str:
        assert "must begin with exactly these words: The park" in prompt
        return "A park"

    server.answer = answer
    found = load_model(names(server)["openai"]).translate(TEXTS[:1], prefixes=["The park"], n_best=2)[0]
    assert [each.text for each in found] == ["A park", "A park varied"]


def test_an_output_stopped_by_the_server_says_so(server: StandIn) -> None:
    engine = load_model(names(server)["openai"])
    assert not engine.translate(TEXTS[:1], decoding=Decoding(max_new_tokens=5))[0][0].truncated
    assert server.requests[-1]["body"]["max_tokens"] == 5


def test_a_server_that_only_translates_makes_no_summary(server: StandIn) -> None:
    with pytest.raises(InputError, match="only translates"):
        load_model(names(server)["libretranslate"]).generate(TEXTS[:1])


def test_a_chat_model_summarises(server: StandIn) -> None:
    found = load_model(names(server)["openai"]).generate(TEXTS[:1])
    assert found[0][0].text == english(TEXTS[0])
    assert server.requests[0]["body"]["messages"][0]["content"].startswith("Summarise")


def test_a_time_out_that_is_no_number_is_named(server: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLKIT_TIMEOUT", "soon")
    with pytest.raises(InputError, match="TOOLKIT_TIMEOUT"):
        load_model(names(server)["openai"])
