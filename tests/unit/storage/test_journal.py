"""The journal: what is not saved survives, and what must not be there is not."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import builder.steps  # noqa: F401 - completes the models
from builder.auth import BearerToken
from builder.model.edit import change_step, remove
from builder.model.secret import Secret
from builder.model.workflow import Workflow
from builder.steps import Conditional, EventTrigger, Request
from builder.storage.files import write_flow
from builder.storage.journal import Journal, unsaved
from builder.storage.step_texts import SPARE, StepTexts

FLOW = Workflow(
    trigger=EventTrigger(event="made"),
    steps=(
        Request(number=2, name="One"),
        Conditional(number=3, yes=(Request(number=4, name="Two"),), no=(Request(number=5),)),
    ),
)

CRASH = """
import os, signal, sys
from pathlib import Path
import builder.steps
from builder.model.workflow import Workflow
from builder.steps import EventTrigger, Request
from builder.storage.journal import Journal, unsaved
folder = Path(sys.argv[1])
journal = Journal(folder, folder, folder / "a.flow.json", "a")
assert journal.claim()
flow = Workflow(trigger=EventTrigger(), steps=(Request(number=2, name="typed just now"),))
journal.write(journal.text(flow, None))
print("written", flush=True)
signal.pause()
"""


def keep(journal: Journal, flow: Workflow) -> None:
    journal.write(journal.text(flow, None))


def test_work_of_a_killed_program_is_offered(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CRASH, str(tmp_path)], stdout=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"written\n"
        assert unsaved(tmp_path) == ()
        program.send_signal(signal.SIGKILL)
        program.wait(10)
    (left,) = unsaved(tmp_path)
    assert left.file == tmp_path / "a.flow.json"
    assert left.belongs.workspace == str(tmp_path)
    assert left.workflow is not None
    assert left.workflow.steps[0].name == "typed just now"
    assert left.path.stat().st_mode & 0o077 == 0
    left.discard()
    assert unsaved(tmp_path) == ()


def test_a_journal_in_use_is_not_offered_and_has_one_owner(tmp_path: Path) -> None:
    one = Journal(tmp_path, None, None, "Untitled")
    other = Journal(tmp_path, None, None, "Untitled")
    assert one.claim()
    assert not other.claim()
    keep(one, FLOW)
    assert unsaved(tmp_path) == ()
    one.close()
    assert other.claim()
    other.close()
    (left,) = unsaved(tmp_path)
    assert left.file is None
    assert left.belongs.name == "Untitled"
    assert left.workflow == FLOW
    one.clear()
    assert unsaved(tmp_path) == ()


def test_edits_are_written_as_they_are_and_removed_ones_go(tmp_path: Path) -> None:
    journal = Journal(tmp_path, None, None)
    keep(journal, FLOW)
    edited = remove(change_step(FLOW, 4, name="Three"), {5})
    keep(journal, edited)
    (left,) = unsaved(tmp_path)
    assert left.workflow == edited


def test_withheld_secrets_stay_out(tmp_path: Path) -> None:
    marker = "marker-77aa11"
    token = BearerToken(token=Secret(text=marker))
    journal = Journal(tmp_path, None, None)
    nested = Conditional(number=3, yes=(Request(number=4, auth=token),))
    keep(journal, Workflow(trigger=EventTrigger(), steps=(Request(number=2, auth=token), nested)))
    for file in tmp_path.rglob("*"):
        assert marker.encode() not in file.read_bytes()


def test_a_damaged_journal_says_so_and_harms_no_other(tmp_path: Path) -> None:
    journal = Journal(tmp_path, None, None, "one")
    keep(journal, FLOW)
    journal.path.write_bytes(journal.path.read_bytes()[:-40])
    (tmp_path / "x.journal").write_bytes(b"\xff\xff")
    keep(Journal(tmp_path, None, None, "two"), FLOW)
    found = {left.belongs.name: left for left in unsaved(tmp_path)}
    assert set(found) == {"one", "two"}
    assert found["one"].workflow is None
    assert found["one"].reason
    assert found["two"].workflow == FLOW


def test_whether_the_file_is_another_one_now(tmp_path: Path) -> None:
    path = tmp_path / "a.flow.json"
    known = write_flow(path, FLOW)
    journal = Journal(tmp_path, None, path)
    journal.write(journal.text(FLOW, known))
    (left,) = unsaved(tmp_path)
    assert not left.file_changed()
    path.write_text("{}")
    assert left.file_changed()


def test_only_what_changed_is_written_anew() -> None:
    steps = tuple(
        Request(number=n, name=f"Step {n}", url="https://a.example") for n in range(2, 3002)
    )
    flow = Workflow(trigger=EventTrigger(), steps=steps)
    texts = StepTexts()
    start = time.process_time()
    texts.text(flow)
    whole = time.process_time() - start
    flow = change_step(flow, 1500, name="Edited")
    start = time.process_time()
    text = texts.text(flow)
    assert time.process_time() - start < whole / 4
    assert b"Edited" in text
    assert b"Step 1500" not in text


def test_texts_of_steps_that_are_gone_do_not_pile_up() -> None:
    flow = FLOW
    texts = StepTexts()
    for i in range(SPARE + 50):
        flow = change_step(flow, 4, name=f"Name {i}")
        text = texts.text(flow)
    assert len(texts._known) < SPARE
    assert f"Name {SPARE + 49}".encode() in text


def test_texts_made_ahead_are_those_written_later(tmp_path: Path) -> None:
    steps = tuple(Request(number=n, url=f"https://a.example/{n}") for n in range(2, 3_000))
    flow = Workflow(trigger=EventTrigger(), steps=steps)
    ahead, plain = (Journal(tmp_path, tmp_path, None, name) for name in ("a", "a"))
    slices = 1
    while not ahead.prepare(flow, 0.0005):
        slices += 1
    assert slices > 2
    assert ahead.text(flow, None) == plain.text(flow, None)
