"""How long until the window is shown, side by side with an empty PySide6 window.

Run: python benchmarks/startup.py [runs]
Needs a display or QT_QPA_PLATFORM=offscreen. Each run is a fresh process; the two take turns.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EMPTY = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""

STEPLOOM = """
import resource, sys
from builder.__main__ import main
main([sys.argv[1]], after_paint=lambda: print(
    "rss", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024) or sys.stdout.flush()
    or __import__("os")._exit(0))
"""


def flow_of(steps: int, folder: Path) -> Path:
    """A workflow file with that many requests."""
    from builder.model.workflow import Workflow
    from builder.steps import EventTrigger, Request
    from builder.storage.files import write_flow

    requests = tuple(
        Request(number=n, name=f"Request {n}", url="https://example.com/{{1.event.id}}")
        for n in range(2, steps + 1)
    )
    path = folder / "hundred.flow.json"
    write_flow(path, Workflow(trigger=EventTrigger(), steps=requests))
    return path


def once(code: str, *arguments: str) -> tuple[float, str]:
    """Seconds of one fresh process, and what it printed."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(done.stderr)
    return seconds, done.stdout


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STEPLOOM_DATA"] = f"{folder}/data"
        path = flow_of(100, Path(folder))
        once(EMPTY)
        once(STEPLOOM, str(path))
        empty, ours, memory = [], [], ""
        for _ in range(runs):
            empty.append(once(EMPTY)[0])
            seconds, memory = once(STEPLOOM, str(path))
            ours.append(seconds)
    a, b = statistics.median(empty), statistics.median(ours)
    print(f"empty PySide6 window          {a * 1000:7.0f} ms")
    print(f"window with a 100-step flow   {b * 1000:7.0f} ms   {memory.strip()} MB")
    print(f"ratio                         {b / a:7.2f}   (goal: at most 2)")


if __name__ == "__main__":
    main()
