"""How fast the canvas is: build, first frame, pan, zoom, fit, drag, insert and undo.

    python benchmarks/canvas.py [STEPS …]

Runs offscreen at 1280 x 800 with workflows of 1,000 and 10,000 steps: chains of requests with a
Conditional every tenth step. Milliseconds; of repeated work the median and the 95th percentile.
The last column is the time for 1,000 steps of the same run against this one's: painting must not
grow with the workflow.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from builder.canvas.geometry import CARD_HEIGHT
from builder.canvas.gestures import MoveSteps
from builder.canvas.layout import lay_out
from builder.canvas.scene import card_of
from builder.canvas.view import CanvasView
from builder.document import commands
from builder.document.document import Document
from builder.document.step_state import StepState
from builder.look.stylesheet import dress
from builder.look.theme import Look
from builder.model.events import Status
from builder.model.workflow import ROOT, Place, Workflow
from builder.steps import Conditional, EventTrigger, Request

SIZE = (1280, 800)
REPEATS = 60


def request(number: int) -> Request:
    return Request(
        kind="request",
        number=number,
        name=f"Get user {number}",
        url=f"{{{{env.base_url}}}}/users/{{{{1.event.user{number}}}}}",
    )


def workflow(count: int) -> Workflow:
    """`count` steps: after every nine requests a Conditional that holds four more."""
    steps: list[Request | Conditional] = []
    number = 2
    while number <= count:
        if number % 10 == 0 and number + 4 <= count:
            inner = [request(number + offset) for offset in range(1, 5)]
            steps.append(
                Conditional(kind="conditional", number=number, yes=inner[:2], no=inner[2:])
            )
            number += 5
        else:
            steps.append(request(number))
            number += 1
    return Workflow(trigger=EventTrigger(kind="event", number=1), steps=tuple(steps))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def repeated(work: Callable[[int], object]) -> tuple[float, float]:
    times = [timed(lambda i=i: work(i)) for i in range(REPEATS)]
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def measure(count: int, look: Look) -> dict[str, tuple[float, float]]:
    flow = workflow(count)
    result: dict[str, tuple[float, float]] = {}

    def once(name: str, work: Callable[[], object]) -> None:
        time_taken = timed(work)
        result[name] = (time_taken, time_taken)

    document = Document(flow)
    once("layout alone", lambda: lay_out(flow))
    made: list[CanvasView] = []
    once("build", lambda: made.append(CanvasView(document, look)))
    view = made[0]
    view.resize(*SIZE)
    once("first frame", lambda: (view.show(), QApplication.processEvents()))
    view.pan(0, -2000)

    def pan(step: int) -> None:
        view.pan(-7 if step % 2 else 7, -53)
        QApplication.processEvents()

    result["pan at 100 %"] = repeated(pan)
    view.zoom_to(0.25)
    result["pan at 25 %"] = repeated(pan)
    view.zoom_to(0.2)
    result["pan at 20 %"] = repeated(pan)

    def zoom(step: int) -> None:
        view.zoom_to(0.1 * 1.063**step)
        QApplication.processEvents()

    result["zoom sweep"] = repeated(zoom)
    view.fit()
    result["repaint at fit"] = repeated(lambda _: (view.update(), QApplication.processEvents()))
    view.start_over()
    running(view, count, result)
    drag_steps(view, document, result)
    edits(view, document, result)
    view.close()
    return result


def running(view: CanvasView, count: int, result: dict[str, tuple[float, float]]) -> None:
    """A run that finishes steps while one looks on, at fit-all."""
    states: dict[int, StepState] = {}

    def finish(step: int) -> None:
        for number in range(step * count // REPEATS, (step + 1) * count // REPEATS):
            states[number] = StepState(Status.SUCCEEDED)
        view.set_states(dict(states))
        QApplication.processEvents()

    result["a frame of a run"] = repeated(finish)


def drag_steps(
    view: CanvasView, document: Document, result: dict[str, tuple[float, float]]
) -> None:
    document.select([3])
    card = card_of(view.layout_now, 3)
    assert card is not None
    at = view.camera.to_view(card.x + 40, card.y + CARD_HEIGHT / 2)
    view.begin(MoveSteps(view, QPointF(*at), card))

    def drag(step: int) -> None:
        view.pointer.move_to(QPointF(at.x + 3 * step, at.y + 5 * step))
        QApplication.processEvents()

    result["drag"] = repeated(drag)
    view.pointer.cancel()


def edits(view: CanvasView, document: Document, result: dict[str, tuple[float, float]]) -> None:
    middle = Place(None, ROOT, len(document.workflow.steps) // 2)

    def insert(_: int) -> None:
        commands.insert_new(document, middle, "request")
        QApplication.processEvents()

    def undo(_: int) -> None:
        document.history.undo()
        QApplication.processEvents()

    result["insert"] = repeated(insert)
    result["undo"] = repeated(undo)


def main() -> None:
    application = QApplication([])
    look = Look(fixed="light")
    dress(application, look)
    counts = [int(word) for word in sys.argv[1:]] or [1_000, 10_000]
    base: dict[str, tuple[float, float]] = {}
    for count in counts:
        result = measure(count, look)
        base = base or result
        print(f"\n{count:,} steps{'median':>20} {'p95':>8}   x {counts[0]:,}")
        for name, (median, high) in result.items():
            ratio = median / base[name][0]
            print(f"  {name:<18}{median:>12.2f} {high:>8.2f} {ratio:>9.2f}")


if __name__ == "__main__":
    main()
