"""How a canvas is measured: the same work in the same order, in a process of its own.

Each contender's module is started as `python -m benchmarks.canvases.NAME STEPS` and prints one line
of JSON: milliseconds by the name of the work, of repeated work the 95th percentile.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any, Protocol

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SIZE = (1280, 800)
REPEATS = 30
WARM_UP = 20


class Canvas(Protocol):
    """A canvas that holds the graph; the widgets are those of its own binding of Qt."""

    def widget(self) -> Any:
        """What is shown."""
        ...

    def surface(self) -> Any:
        """What is repainted."""
        ...

    def pan(self, pixels: int) -> None:
        """Scroll down."""
        ...

    def fit(self) -> None:
        """Show the whole graph."""
        ...

    def insert(self) -> None:
        """Put one more step into the graph, as an edit that can be undone where there is such."""
        ...


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def often(work: Callable[[], object]) -> float:
    """The 95th percentile of many times."""
    return statistics.quantiles([timed(work) for _ in range(REPEATS)], n=20)[-1]


def measure(application: Any, make: Callable[[int], Canvas]) -> None:
    """Measure a canvas with as many steps as the command line says, and print the result.

    Args:
        application: The QApplication.
        make: Builds the canvas with so many steps.
    """

    def painted(work: Callable[[], object]) -> Callable[[], None]:
        def both() -> None:
            work()
            application.processEvents()

        return both

    count = int(sys.argv[1])
    warm = make(WARM_UP)  # what is loaded once (icons, fonts) is no matter of the graph
    painted(warm.widget().show)()
    warm.widget().hide()
    made: list[Canvas] = []
    result = {"build": timed(lambda: made.append(make(count)))}
    canvas = made[0]
    canvas.widget().resize(*SIZE)
    result["first frame"] = timed(painted(canvas.widget().show))
    result["pan"] = often(painted(lambda: canvas.pan(53)))
    result["insert"] = often(painted(canvas.insert))
    painted(canvas.fit)()
    result["repaint at fit"] = often(painted(canvas.surface().update))
    print(json.dumps(result), flush=True)
    os._exit(0)  # what is measured is over; some take minutes to take themselves apart


def scroll(view: Any, pixels: int) -> None:
    """Scroll a graphics view down."""
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + pixels)
