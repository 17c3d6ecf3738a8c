"""Garbage is collected by the window's thread, and only there."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from builder.app.garbage import Garbage


class Cycle(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.me = self
        self.startTimer(1)


def test_cycles_go_when_they_are_due_and_not_in_another_thread(qapp: QApplication) -> None:
    garbage = Garbage(qapp)
    gc.collect()
    lost = weakref.ref(Cycle())
    kept: list[object] = []
    thread = threading.Thread(target=lambda: kept.extend([i] for i in range(20_000)))
    thread.start()
    thread.join()
    assert lost() is not None
    garbage.collect()
    assert lost() is None
    garbage.deleteLater()
    qapp.processEvents()


THREADED = """
import threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from builder.app.garbage import Garbage
from tests.gui.test_garbage import Cycle

application = QApplication([])
Garbage(application)
for _ in range(20):
    Cycle()
kept = []
thread = threading.Thread(target=lambda: kept.extend([i] for i in range(200_000)))
thread.start()
thread.join()
QTimer.singleShot(1_500, application.quit)
application.exec()
print("alive")
"""


def test_a_thread_that_allocates_does_not_crash_the_window() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", THREADED],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout) == (0, "alive\n"), ended.stderr
