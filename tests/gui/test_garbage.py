"""Garbage is collected by the window's thread, and only there."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from builder.app.garbage import Garbage


class Cycle:
    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def automatic_again():
    yield
    gc.unfreeze()
    gc.enable()


def test_cycles_go_when_they_are_due_and_not_in_another_thread(qapp: QObject) -> None:
    garbage = Garbage(qapp)
    lost = weakref.ref(Cycle())
    kept: list[object] = []
    thread = threading.Thread(target=lambda: kept.extend([i] for i in range(20_000)))
    thread.start()
    thread.join()
    assert lost() is not None
    garbage.collect()
    assert lost() is None
    garbage.setParent(None)
