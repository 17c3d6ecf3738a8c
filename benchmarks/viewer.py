"""How fast the response viewer shows, scrolls and searches bodies of 1, 10 and 100 MB.

    python benchmarks/viewer.py [--sizes 1,10,100] [--compare]

Prints, per size, for JSON on many lines ("lines") and on one ("minified"): milliseconds to the
first painted screen, the longest stall of the window's event loop while the rest of the rows is
found, while scrolling from top to bottom and while a search runs over the whole body, and the
memory the window gained beyond the body itself. Then the longest stalls while the tree opens, is
searched and is filtered by a JSONPath. `--compare` shows the same bodies (up to 10 MB)
in a QPlainTextEdit too, side by side in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from builder.look.stylesheet import dress
from builder.look.theme import Look
from builder.model.events import Status, StepFinished
from builder.model.http import BodyRecord, Exchange
from builder.viewer.body import Nature
from builder.viewer.body_pages import Mode
from builder.viewer.response_view import ResponseView

MB = 1_000_000
SCREENS = 60


def generate(file: Path, size: int, indent: int | None) -> None:
    """A JSON list of people, about `size` bytes long."""
    with file.open("w") as out:
        out.write("[")
        for number in range(10**9):
            person = {"id": number, "name": f"somebody {number}", "tags": ["a", "b"], "v": 1.5}
            out.write(("," if number else "") + json.dumps(person, indent=indent))
            if number % 100 == 0 and out.tell() > size:
                break
        out.write("]\n")


def anonymous_memory() -> float:
    """Megabytes of the process that are no mapped file."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


class Stalls:
    """Measures how long the event loop goes without turning."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = perf_counter()
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._turn)

    def _turn(self) -> None:
        now = perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Count the stalls of a block, in ms in `longest` afterwards."""
        self._last, self.longest = perf_counter(), 0.0
        self._timer.start()
        yield
        self._timer.stop()


def until(ready: Callable[[], bool], seconds: float = 60) -> None:
    """Let the window run until something holds."""
    deadline = perf_counter() + seconds
    while not ready():
        if perf_counter() > deadline:
            raise TimeoutError
        QTest.qWait(1)


def measure(view: ResponseView, file: Path, mode: Mode) -> tuple[float, ...]:
    """First screen, then stalls of indexing, scrolling and searching (ms), memory gained (MB)."""
    before = anonymous_memory()
    record = BodyRecord(size=file.stat().st_size, media_type="application/json", path=str(file))
    exchange = Exchange(method="GET", url="http://127.0.0.1/people", status=200, body=record)
    stalls, body = Stalls(), view.body
    body._chosen = {Nature.JSON: mode}
    begin = perf_counter()
    with stalls.measured():
        view.show_step(StepFinished(step=1, status=Status.SUCCEEDED, exchanges=(exchange,)))
        body.pages.view.viewport().repaint()
        first = perf_counter() - begin
        QTest.qWait(1)
    arriving = 0.0
    with stalls.measured():
        until(lambda: body.pages.view.rows.complete and not view.helper._waiting)
    arriving = stalls.longest
    bar = body.pages.view.verticalScrollBar()
    with stalls.measured():
        for screen in range(SCREENS):
            bar.setValue(bar.maximum() * screen // SCREENS)
            QTest.qWait(1)
    scrolling = stalls.longest
    with stalls.measured():
        body.search.field.setText("somebody that is not there")
        until(lambda: body.search.count.text() == "not found")
    searching = stalls.longest
    body.search.field.clear()
    return (
        *(1000 * value for value in (first, arriving, scrolling, searching)),
        anonymous_memory() - before,
    )


def measure_inside(view: ResponseView) -> tuple[float, ...]:
    """Longest stalls (ms) while the tree opens, is searched to its last item, and is filtered."""
    body, stalls = view.body, Stalls()
    body.set_mode(Mode.TREE)
    model = body.pages.tree.model()
    result = []
    with stalls.measured():
        until(lambda: model.rowCount(model.index(0, 0)) > 0)
    result.append(stalls.longest)
    for text, ready in (
        ("somebody 77", lambda: " of " in body.search.count.text()),
        ("$[?@.id > 10].name", lambda: body.bar.amount.text().endswith("matches")),
    ):
        with stalls.measured():
            body.search.field.setText(text)
            until(ready)
        result.append(stalls.longest)
    body.search.field.clear()
    return tuple(1000 * value for value in result)


def measure_plain(file: Path) -> float:
    """Milliseconds to the first screen of a QPlainTextEdit."""
    edit = QPlainTextEdit(readOnly=True)
    edit.resize(700, 500)
    edit.show()
    begin = perf_counter()
    edit.setPlainText(file.read_text())
    edit.viewport().repaint()
    return (perf_counter() - begin) * 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1,10,100", help="megabytes, comma-separated")
    parser.add_argument("--compare", action="store_true", help="measure QPlainTextEdit too")
    options = parser.parse_args()
    application = QApplication([])
    look = Look(fixed="light")
    dress(application, look)
    view = ResponseView(look)
    view.resize(700, 500)
    view.show()
    QTest.qWait(50)
    headings = ("first", "arrive", "scroll", "search", "memory")
    print(f"{'body':>18} {'shown as':>9} " + " ".join(f"{name:>8}" for name in headings))
    with tempfile.TemporaryDirectory() as folder:
        for size in (int(part) for part in options.sizes.split(",")):
            for shape, indent in (("lines", 2), ("minified", None)):
                file = Path(folder) / f"{size}-{shape}"
                generate(file, size * MB, indent)
                for mode in (Mode.RAW, Mode.PRETTY):
                    *times, memory = measure(view, file, mode)
                    figures = " ".join(f"{value:5.1f} ms" for value in times)
                    print(f"{size:>5} MB {shape:>9} {mode.value:>9} {figures} {memory:5.1f} MB")
                opened, found, filtered = measure_inside(view)
                print(
                    f"{size:>5} MB {shape:>9}      Tree  open {opened:5.1f} ms"
                    f"  find {found:5.1f} ms  filter {filtered:5.1f} ms"
                )
                if options.compare and size <= 10 and shape == "lines":
                    print(f"{size:>5} MB {shape:>9} QPlainTextEdit {measure_plain(file):.1f} ms")
                file.unlink()
    view.helper.end()


if __name__ == "__main__":
    main()
