"""The parts of the training loop: loss, schedule, batches, checkpoints."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from toolkit.errors import InputError, ResourceError
from toolkit.train.batches import make_batch, plan_pass
from toolkit.train.checkpoint import Checkpoint, Progress, load_checkpoint, save_checkpoint, write_whole
from toolkit.train.config import Training
from toolkit.train.log import Log, read_log
from toolkit.train.packing import Packed, Side
from toolkit.train.schedule import learning_rate

torch = pytest.importorskip("torch")
np = pytest.importorskip("numpy")


def test_loss_and_gradients_are_those_of_torch() -> None:
    from toolkit.train.loss import smoothed_cross_entropy

    torch.manual_seed(1)
    hidden = torch.randn(1500, 8, requires_grad=True)
    embeddings = torch.randn(21, 8, requires_grad=True)
    targets = torch.randint(0, 20, (1500,))
    found = smoothed_cross_entropy(hidden, embeddings, targets, 0.1)
    logits = hidden @ embeddings[:20].t()
    torch.nn.functional.cross_entropy(logits, targets, label_smoothing=0.1).backward()
    assert found.loss.item() == pytest.approx(
        torch.nn.functional.cross_entropy(logits, targets).item(), rel=1e-5
    )
    assert torch.allclose(found.hidden, hidden.grad, atol=1e-7)
    assert torch.allclose(found.embeddings, embeddings.grad, atol=1e-6)
    assert not found.embeddings[20].any()


@pytest.mark.parametrize(
    ("decay", "step", "rate"),
    [
        ("cosine", 0, 0.1),
        ("cosine", 9, 1.0),
        ("cosine", 59, 0.55),
        ("cosine", 109, 0.1),
        ("cosine", 500, 0.1),
        ("inverse-sqrt", 39, 0.5),
        ("inverse-sqrt", 10**6, 0.1),
        ("constant", 80, 1.0),
    ],
)
def test_the_learning_rate_warms_up_and_decays(decay: str, step: int, rate: float) -> None:
    training = Training(steps=110, learning_rate=1.0, last_learning_rate=0.1, warmup_steps=10, decay=decay)
    assert learning_rate(step, training) == pytest.approx(rate, abs=0.01)


def some_pairs(count: int) -> Packed:
    chance = np.random.default_rng(0)
    sides = []
    for _ in range(2):
        starts = np.concatenate([[0], np.cumsum(chance.integers(1, 40, count))])
        sides.append(Side(chance.integers(3, 90, starts[-1], dtype=np.int32), starts))
    return Packed(*sides)


def test_a_pass_sees_every_pair_once_in_batches_of_the_size_asked_for() -> None:
    packed = some_pairs(500)
    plan = plan_pass(packed, batch_tokens=300, seed=1, number=0)
    assert sorted(index for sentences in plan for index in sentences) == list(range(500))
    for sentences in plan:
        batch = make_batch(packed, sentences, padding=99)
        assert max(batch.source.numel(), batch.target.numel()) <= 300
    row = batch.target[0]
    assert row[row != 99].tolist() == packed.target.sentence(sentences[0]).tolist()


def test_the_order_depends_on_seed_and_pass_alone() -> None:
    packed = some_pairs(100)
    orders = [
        [each.tolist() for each in plan_pass(packed, batch_tokens=300, seed=seed, number=number)]
        for seed, number in ((1, 0), (1, 0), (1, 1), (2, 0))
    ]
    assert orders[0] == orders[1]
    assert orders[0] != orders[2]
    assert orders[0] != orders[3]


def save(folder: Path, step: int, fingerprint: str = "this") -> Path:
    checkpoint = Checkpoint(Progress(step=step), {"weights": torch.full((3,), float(step))})
    return save_checkpoint(folder, checkpoint, fingerprint=fingerprint, keep=2)


def test_only_the_last_checkpoints_are_kept(tmp_path: Path) -> None:
    for step in (1, 2, 3):
        save(tmp_path, step)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["step-000000002.pt", "step-000000003.pt"]
    found = load_checkpoint(tmp_path, fingerprint="this", warn=pytest.fail)
    assert found is not None
    assert found.progress == Progress(step=3)
    assert found.state["weights"].tolist() == [3.0, 3.0, 3.0]


def test_another_configuration_is_no_resume(tmp_path: Path) -> None:
    save(tmp_path, 1, fingerprint="other")
    with pytest.raises(InputError, match="made with another configuration"):
        load_checkpoint(tmp_path, fingerprint="this", warn=pytest.fail)


@pytest.mark.parametrize("damage", [b"", b"no checkpoint", None])
def test_damage_is_seen_wherever_it_is(tmp_path: Path, damage: bytes | None) -> None:
    save(tmp_path, 1)
    path = save(tmp_path, 2)
    content = bytearray(path.read_bytes())
    if damage is None:
        place = content.index(np.full(3, 2.0, dtype=np.float32).tobytes())
        content[place] ^= 1  # a flipped bit in the weights, which torch itself would load
    path.write_bytes(content if damage is None else damage)
    warnings: list[str] = []
    found = load_checkpoint(tmp_path, fingerprint="this", warn=warnings.append)
    assert found is not None
    assert found.progress.step == 1
    assert len(warnings) == 1


def test_a_full_disk_leaves_the_file_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    write_whole(tmp_path / "state", b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ResourceError, match="the disk is full"):
        write_whole(tmp_path / "state", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["state"]
    assert (tmp_path / "state").read_bytes() == b"old"


def test_a_log_forgets_what_will_be_written_again(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    log = Log(path)
    for step in (1, 2, 3):
        log.write({"step": step})
    with path.open("a", encoding="utf-8") as stream:
        stream.write('{"step": 4, "lo')
    log.rewind(2)
    assert read_log(path) == [{"step": 1}, {"step": 2}]


def test_a_run_that_came_apart_stops_with_advice() -> None:
    from toolkit.train.loop import run_steps
    from toolkit.train.trainer import Step

    class Broken:
        device = "cpu"
        model = SimpleNamespace(config=SimpleNamespace(pad_token_id=99))

        def step(self, batch: object, **options: object) -> Step:
            return Step(float("nan"), 10, 1.0)

    with pytest.raises(InputError, match=r"came apart at step 1 .* lower training.learning_rate"):
        next(run_steps(Broken(), some_pairs(20), Training(steps=5), Progress()))
