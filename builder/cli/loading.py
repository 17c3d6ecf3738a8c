"""What a command loads is kept to its end, so that collecting garbage among it only costs time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Collect nothing meanwhile, and never look at what was made meanwhile again.

    Modules and models are a hundred thousand objects: looking through them while they are made,
    and once more when the process ends, would cost a short command a fifth of its time. Collecting
    that was off already stays off, and then nothing changes.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
