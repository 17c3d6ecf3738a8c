from __future__ import annotations

import stat
import threading
import time
from pathlib import Path

import pytest

from builder.history.about import About, part_numbers, part_text
from builder.history.entries import Wanted
from builder.history.history import History
from builder.history.recorder import Recorder
from builder.model.events import Log, RunFinished, RunStarted, Status, StepFinished, StepStarted
from builder.model.http import BodyRecord
from builder.model.masking import MASK, Masker
from builder.model.number import Number
from tests.support.runs import WORKFLOW, exchange, fan_out, item, keep, simple


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite"


def opened(database: Path) -> History:
    return History(database)


def test_a_run_is_read_as_it_was_recorded(database):
    about = About(WORKFLOW, {"id": Number("1.10")}, "orders.flow.json", "/work", "up to step 3")
    events = simple({"event": {"id": Number("1.10")}})
    assert keep(database, *events, about=about) == []
    history = opened(database)
    (entry,) = history.runs()
    record = history.run(entry.id)
    assert (entry.flow, entry.flow_path, entry.workspace) == ("orders", "orders.flow.json", "/work")
    assert (entry.status, entry.part, entry.duration) == ("succeeded", "up to step 3", 5)
    assert str(record.event["id"]) == "1.10"
    assert record.workflow == WORKFLOW
    assert record.began == events[0]
    assert record.ended == events[-1]
    assert history.steps(entry.id).events == (events[2],)
    assert history.find(about.key) == entry.id
    history.close()


def test_only_the_user_can_read_it(database):
    body = database.parent / "run.body"
    database.parent.mkdir(parents=True)
    body.write_bytes(b"x" * 70_000)
    large = exchange(body=BodyRecord(70_000, "text/plain", path=str(body)))
    step = StepFinished(step=1, status=Status.SUCCEEDED, exchanges=(large,))
    keep(database, RunStarted(flow="a"), step, RunFinished(status=Status.SUCCEEDED))
    kept = [path for path in database.parent.rglob("*") if path != body]
    assert [path.name for path in kept if path.suffix == ".body"] == ["000001.body"]
    for path in kept:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600) or path == body, path


def test_literals_of_password_fields_and_secrets_stay_out(database):
    workflow = {**WORKFLOW, "note": "s3cret-value", "steps": [{"token": {"literal": "typed"}}]}
    about = About(workflow, {"given": "s3cret-value"})
    keep(database, *simple(), about=about, masker=Masker(["s3cret-value"]))
    history = opened(database)
    record = history.run(1)
    assert record.workflow == {**WORKFLOW, "note": MASK, "steps": [{"token": ""}]}
    assert record.event == {"given": MASK}
    history.close()


def test_items_are_found_by_position_failure_and_duration(database):
    keep(database, *fan_out(300))
    history = opened(database)
    assert history.item_counts(1, 2) == history.item_counts(1, 2)
    counts = history.item_counts(1, 2)
    assert (counts.total, counts.failed) == (300, 6)
    assert [i.index for i in history.items(1, 2, offset=250, limit=3)] == [250, 251, 252]
    failed = history.items(1, 2, order="failed")
    assert [i.index for i in failed] == [0, 50, 100, 150, 200, 250]
    slowest = history.items(1, 2, order="slowest", limit=2)
    assert [(i.index, i.duration) for i in slowest] == [(6, 7.0), (13, 7.0)]
    expected = item(123, duration=1.0 + 123 % 7)
    assert history.steps(1, "2[123]").events == (expected,)
    assert [event.step for event in history.steps(1).events] == [1, 2]
    assert sum(1 for _ in history.whole(1)) == 302
    assert len(history.first_items(1, 2)) == 100
    history.close()


def test_nested_items_and_sub_workflows_have_their_places(database):
    paths = ("2[0].4[1]", "2[1].4[0]", "7/", "7/3[2]")
    steps = [StepFinished(step=5, status=Status.SUCCEEDED, path=path) for path in paths]
    keep(database, RunStarted(flow="a"), *steps, RunFinished(status=Status.SUCCEEDED))
    history = opened(database)
    for path, step in zip(paths, steps, strict=True):
        assert history.steps(1, path).events == (step,)
    assert [i.index for i in history.items(1, 4, "2[0]")] == [1]
    assert [i.index for i in history.items(1, 3, "7/")] == [2]
    assert history.first_items(1, 2) == tuple(steps[:2])
    history.close()


def test_logs_are_kept_in_order(database):
    lines = [Log(message=f"line {number}", step=3, at=number) for number in range(5)]
    keep(database, RunStarted(flow="a"), *lines, RunFinished(status=Status.SUCCEEDED))
    history = opened(database)
    assert history.logs(1) == tuple(lines)
    history.close()


def test_runs_are_listed_by_page_and_filter(database):
    for number in range(7):
        status = Status.FAILED if number % 3 == 0 else Status.SUCCEEDED
        about = About(WORKFLOW, flow_path=f"{number % 2}.flow.json", workspace="/work")
        keep(database, *simple(status=status), about=about)
    history = opened(database)
    first = history.runs(limit=3)
    assert [entry.id for entry in first] == [7, 6, 5]
    assert [entry.id for entry in history.runs(before=5, limit=3)] == [4, 3, 2]
    failed = history.runs(Wanted(status="failed"))
    assert [entry.id for entry in failed] == [7, 4, 1]
    odd = history.runs(Wanted(flow_path="1.flow.json", workspace="/work"))
    assert [entry.id for entry in odd] == [6, 4, 2]
    assert len(history.runs(Wanted(text="ORD"))) == 7
    assert history.runs(Wanted(text="nothing like it")) == ()
    assert history.flows() == ("orders",)
    history.close()


def test_what_becomes_secret_later_is_hidden_in_what_was_written(database, tmp_path):
    """A token that a step fetched is known as a secret only when another one sends it."""
    body = tmp_path / "large"
    body.write_bytes(b"x" * 66_000 + b"t0ken-value" + b"y" * 66_000)
    large = BodyRecord(body.stat().st_size, "text/plain", path=str(body))
    first = StepFinished(
        step=2,
        status=Status.SUCCEEDED,
        exchanges=(exchange(b'{"token": "t0ken-value"}'), exchange(body=large)),
        sample={"token": "t0ken-value"},
    )
    recorder = Recorder(database, About(WORKFLOW, {"seen": "t0ken-value"}), print)
    recorder.hide_with(Masker())
    events = (RunStarted(flow="a"), StepStarted(step=2), first, item(0), item(1))
    for event in events:
        recorder.hear(event)
    recorder.hear(Log(message="got t0ken-value", step=2))
    with_token = StepFinished(
        step=3, status=Status.SUCCEEDED, path="2[2]", sample={"echo": "t0ken-value"}
    )
    recorder.hear(with_token)
    _written(database, 3)
    recorder.hide_with(Masker(["t0ken-value"]))
    recorder.hear(item(3))
    recorder.hear(RunFinished(status=Status.SUCCEEDED))
    recorder.close()
    history = opened(database)
    kept = history.steps(1).events[0]
    assert kept.sample == {"token": MASK}
    assert MASK.encode() in kept.exchanges[0].body.read()
    assert b"t0ken-value" not in kept.exchanges[1].body.read()
    assert history.run(1).event == {"seen": MASK}
    assert history.logs(1)[0].message == f"got {MASK}"
    assert history.steps(1, "2[2]").events[0].sample == {"echo": MASK}
    assert history.steps(1, "2[3]").events == (item(3),)
    history.close()
    for path in database.parent.rglob("*"):
        assert path.is_dir() or b"t0ken-value" not in path.read_bytes()
    assert b"t0ken-value" in body.read_bytes(), "the run's own file is not touched"


@pytest.mark.parametrize(("held", "linked"), [(b"nothing", True), (b"s3cret-value", False)])
def test_only_files_with_something_to_hide_are_copied(database, tmp_path, held, linked):
    body = tmp_path / "large"
    body.write_bytes(b"x" * 66_000 + held)
    body.chmod(0o600)
    large = BodyRecord(body.stat().st_size, "text/plain", path=str(body))
    event = StepFinished(step=2, status=Status.SUCCEEDED, exchanges=(exchange(body=large),))
    recorder = Recorder(database, About(WORKFLOW, {}), print)
    recorder.hide_with(Masker(["s3cret-value"]))
    for heard in (RunStarted(flow="a"), event, RunFinished(status=Status.SUCCEEDED)):
        recorder.hear(heard)
    recorder.close()
    history = opened(database)
    kept = Path(history.steps(1).events[0].exchanges[0].body.path)
    history.close()
    assert kept.samefile(body) is linked
    assert b"s3cret-value" not in kept.read_bytes()


def test_of_an_output_what_may_be_shown_is_kept(database, tmp_path):
    raw, shown = tmp_path / "raw", tmp_path / "shown"
    raw.write_bytes(b'{"output":"s3cret"}')
    shown.write_bytes(b'{"output":"hidden"}')
    event = StepFinished(
        step=2, status=Status.SUCCEEDED, output_path=str(raw), shown_path=str(shown)
    )
    recorder = Recorder(database, About(WORKFLOW, {}), print)
    for heard in (RunStarted(flow="a"), event, RunFinished(status=Status.SUCCEEDED)):
        recorder.hear(heard)
    recorder.close()
    history = opened(database)
    kept = history.steps(1).events[0]
    history.close()
    assert kept.shown_path is None
    assert Path(kept.output_path).read_bytes() == shown.read_bytes()


def _written(database: Path, steps: int) -> None:
    """Wait until so many steps are in the database."""
    history = None
    for _ in range(500):
        if database.exists():
            history = history or opened(database)
            if sum(1 for _ in history.whole(1)) >= steps:
                history.close()
                return
        time.sleep(0.01)
    raise AssertionError("nothing was written")


def test_many_threads_may_speak_and_two_recorders_write_at_once(database):
    def speak(name: str) -> None:
        keep(database, RunStarted(flow=name), *(item(i) for i in range(400)))

    threads = [threading.Thread(target=speak, args=(f"flow {i}",)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    history = opened(database)
    assert sorted(entry.flow for entry in history.runs()) == [f"flow {i}" for i in range(4)]
    for entry in history.runs():
        assert history.item_counts(entry.id, 2).total == 400
    history.close()


def test_the_oldest_runs_go_when_the_quota_is_full(database):
    for _ in range(6):
        keep(database, *fan_out(200), quota=60_000)
    history = opened(database)
    ids = [entry.id for entry in history.runs()]
    assert ids[0] == 6, "the last one is never deleted by itself"
    assert 1 <= len(ids) < 6
    assert ids == sorted(ids, reverse=True)
    assert history.total_bytes() < 2 * 60_000 + 20_000
    history.close()


def test_a_deleted_run_leaves_nothing(database, tmp_path):
    body = tmp_path / "large"
    body.write_bytes(b"x" * 70_000)
    large = exchange(body=BodyRecord(70_000, "text/plain", path=str(body)))
    step = StepFinished(step=1, status=Status.SUCCEEDED, exchanges=(large,))
    keep(database, RunStarted(flow="a"), step, *fan_out(50))
    history = opened(database)
    assert history.delete(1)
    assert not history.delete(1)
    assert history.runs() == ()
    assert history.run(1) is None
    assert list((database.parent / "bodies").iterdir()) == []
    tables = ("steps", "logs", "patterns", "inputs", "runs")
    counts = [history._store.connection.execute(f"SELECT count(*) FROM {t}") for t in tables]
    assert [found.fetchone()[0] for found in counts] == [0] * 5
    history.close()


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({}, ""),
        ({"only": 3}, "step 3"),
        ({"upto": 4}, "up to step 4"),
        ({"start": 2, "upto": 5}, "from step 2 up to step 5"),
    ],
)
def test_a_part_is_words_and_back(part, words):
    assert part_text(**part) == words
    assert part_numbers(words) == part
