"""The Qt binding keeps the reference count of None (one release of it did not)."""

import sys

from PySide6.QtCore import QObject


def test_a_call_that_returns_nothing_keeps_the_count_of_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(10_000):
        thing.setObjectName("x")
    after = sys.getrefcount(None)
    # Python 3.12 and newer do not count references to None at all.
    assert abs(after - before) < 100
