"""How long the window stands still: while a run goes on, on load, save, edit and undo.

Run: python benchmarks/window.py [requests]
A timer of the window's own event loop ticks every millisecond; the longest gap between two ticks is
how long nobody could have clicked. Goal: 16 ms typical, 50 ms at worst.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from builder.bodies.raw import RawBody
from builder.forms.chip_edit import ChipEdit
from builder.model import edit
from builder.model.workflow import ROOT, Place, Workflow
from builder.steps import EventTrigger, Request
from builder.storage.files import write_flow
from tests.support.program import User, use


class Stalls:
    """Gaps between the ticks of a timer, in milliseconds."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> Stalls:
        self._last = time.perf_counter()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def line(self, what: str) -> str:
        """The longest gap and how many were longer than a frame."""
        late = sum(gap > 16 for gap in self.gaps)
        ordered = sorted(self.gaps)
        p99 = ordered[int(len(ordered) * 0.99)] if ordered else 0.0
        return f"{what:44} longest {max(self.gaps):6.1f} ms   p99 {p99:5.1f}   over 16 ms: {late}"


def chain(count: int) -> Workflow:
    """A chain of requests to the example server."""
    url = "{{env.example_url}}/users/u_4821?n={{now.unix}}"
    steps = tuple(Request(number=n, name=f"Request {n}", url=url) for n in range(2, count + 2))
    return Workflow(trigger=EventTrigger(), steps=steps)


def large_body() -> Workflow:
    """One request whose raw JSON is a megabyte."""
    line = '{"id": 12345, "email": "somebody@example.com", "active": true},\n'
    body = RawBody(text=f"[\n{line * 16_000}1]")
    step = Request(number=2, method="POST", url="https://example.com", body=body)
    return Workflow(trigger=EventTrigger(), steps=(step,))


async def measured(user: User, what: str, act: Callable[[], object]) -> None:
    """Do something once and print how long the window stood still."""
    with Stalls() as stalls:
        await asyncio.sleep(0.1)
        act()
        await asyncio.sleep(0.4)
    print(stalls.line(what))


def keystrokes(user: User, what: str) -> None:
    """Type where the focus is and print how long each key took, with its repaint."""
    times = []
    for letter in "https://example.com/some/path":
        begun = time.perf_counter()
        user.type(letter)
        QApplication.processEvents()
        times.append((time.perf_counter() - begun) * 1000)
    middle = statistics.median(times)
    print(f"{what:44} median  {middle:6.1f} ms   longest {max(times):.1f}")


def scenario_of(requests: int, folder: Path) -> Callable[[User], asyncio.Future[None]]:
    """Everything that is measured, one after another."""

    async def scenario(user: User) -> None:
        window = user.window
        await user.until(lambda: "example_url" in window.environments.surroundings().values)
        user.tab.runs.test_step(2)
        await user.ran()
        with Stalls() as stalls:
            started = time.perf_counter()
            user.tab.runs.test_workflow()
            await user.until(lambda: not user.tab.runner.running, 120)
            took = time.perf_counter() - started
        print(stalls.line(f"run of {requests:,} requests ({requests / took:,.0f}/s)"))
        big = folder / "big.flow.json"
        await measured(user, "open 10,000 steps", lambda: window.desk.open(big))
        tab = user.tab
        new = Request(number=edit.next_number(tab.document.workflow))
        place = Place(None, ROOT, 5_000)

        def insert() -> None:
            workflow = tab.document.workflow
            tab.document.edit("Insert", edit.insert(workflow, place, [new]))

        await measured(user, "insert into 10,000 steps", insert)
        await measured(user, "undo in 10,000 steps", tab.document.history.undo)
        tab.document.select([5_000])
        await user.settle(0.3)
        assert tab.step_panel.form is not None
        tab.step_panel.form.reveal("url")
        keystrokes(user, "a keystroke in 10,000 steps")
        await measured(user, "save 10,000 steps", lambda: window.desk.save(tab))
        window.desk.open(folder / "body.flow.json")
        user.tab.document.select([2])
        await user.settle(0.5)
        panel = user.tab.step_panel
        large = next(e for e in panel.findChildren(ChipEdit) if len(e.text()) > 1_000_000)
        large.setFocus()
        await user.settle(0.5)
        keystrokes(user, "a keystroke in a body of 1 MB")

    return scenario


def main() -> None:
    """Measure and print."""
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    application = QApplication(["steploom"])
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "work"
        folder.mkdir()
        write_flow(folder / "a.flow.json", chain(requests))
        write_flow(folder / "big.flow.json", chain(10_000))
        write_flow(folder / "body.flow.json", large_body())
        use(application, Path(temporary) / "data", folder, scenario_of(requests, folder), 300)


if __name__ == "__main__":
    main()
