"""Writes a run of the history to a file of its own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from builder.history.export import exported
from builder.history.har import har
from builder.history.history import History
from builder.model.masking import Masker

RUN, HAR = "run", "har"
"""Kinds of files."""


class Stopped(Exception):
    """Nobody wants the file any more; nothing is left of it."""


def write_run(
    history: History,
    run: int,
    kind: str,
    target: Path,
    masker: Masker,
    is_stopped: Callable[[], bool] = bool,
) -> bool:
    """Write a run; False when it is gone. Only a whole file gets the name.

    Args:
        history: Where it is.
        run: Which.
        kind: "run" for one self-contained file, "har" for an HTTP Archive.
        target: The file; it is replaced, and the user alone can read a new one.
        masker: Hides what is secret by now and was not then.
        is_stopped: Asked before each piece; once it says so no further one is written.

    Raises:
        Stopped: `is_stopped` said so.
        OSError: It cannot be written.
    """
    record = history.run(run)
    if record is None:
        return False
    pieces = (
        har(record, history.whole(run), masker)
        if kind == HAR
        else exported(record, history.whole(run), history.logs(run), masker)
    )
    part = target.with_name(f".{target.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            for piece in pieces:
                if is_stopped():
                    raise Stopped
                file.write(piece)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return True
