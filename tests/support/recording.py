"""Records made-up runs until it is killed: `python -m tests.support.recording DATABASE`.

With a second argument nothing may be written beyond so many bytes in one file, as on a full disk;
then one run is recorded, and what was warned of is printed.
"""

from __future__ import annotations

import resource
import signal
import sys
from itertools import count
from pathlib import Path

from builder.history.about import About
from builder.history.recorder import Recorder
from builder.model.events import RunFinished, RunStarted, Status, StepFinished, StepStarted
from builder.model.http import BodyRecord
from builder.model.masking import Masker
from tests.support.runs import WORKFLOW, exchange, fan_out, item


def until_killed(database: Path) -> None:
    """One run after the other, with items and bodies in files, at full speed."""
    body = database.with_name("source.body")
    body.write_bytes(b"x" * 100_000)
    large = exchange(body=BodyRecord(100_000, "text/plain", path=str(body)))
    print("ready", flush=True)
    for _ in count():
        recorder = Recorder(database, About(WORKFLOW), print, quota=3_000_000)
        recorder.hide_with(Masker(["s3cret-value"]))
        recorder.hear(RunStarted(flow="orders", steps=(1, 2, 3)))
        for number in range(4):
            recorder.hear(StepStarted(step=number))
            recorder.hear(StepFinished(step=number, status=Status.SUCCEEDED, exchanges=(large,)))
        for index in range(1_200):
            recorder.hear(item(index))
        recorder.hear(RunFinished(status=Status.SUCCEEDED))
        recorder.close()


def on_a_full_disk(database: Path, size: int) -> None:
    """One run whose rows do not fit; says what the recorder said, and that the run went on."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    warned: list[str] = []
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    recorder = Recorder(database, About(WORKFLOW), warned.append)
    heard = 0
    for event in fan_out(20_000):
        recorder.hear(event)
        heard += 1
    recorder.close()
    print(f"{heard} events, warned: {warned}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        on_a_full_disk(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        until_killed(Path(sys.argv[1]))
