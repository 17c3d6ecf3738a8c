"""Processes of the program's own that work for the window and import no Qt."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QProcess


def begin_helper(
    module: str, said: Callable[[], None], died: Callable[[QProcess], None]
) -> QProcess:
    """Start a process that reads questions from its standard input and answers line by line.

    Args:
        module: Run as the main one ("builder.viewer.worker").
        said: Called when there is something to read.
        died: Called when it ended or could not be started.
    """
    process = QProcess()
    process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
    process.readyReadStandardOutput.connect(said)
    process.finished.connect(lambda: died(process))
    process.errorOccurred.connect(lambda: died(process))
    process.start(sys.executable, ["-m", module])
    return process
