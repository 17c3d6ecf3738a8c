"""Where in a run a step stood, split so that a database can look for it.

The path of an event (`builder.model.events`) is a frame and, inside a Fan Out, the position of the
item: ``4[12]`` is item 12 of frame ``4``, ``4[12].6[0]`` item 0 of frame ``4[12].6``; ``7/`` and
the empty path are frames without items.
"""

from __future__ import annotations


def split(path: str) -> tuple[str, int | None]:
    """The frame and the item's position of a path."""
    if not path.endswith("]"):
        return path, None
    frame, _, position = path[:-1].rpartition("[")
    return frame, int(position)


def joined(frame: str, item: int | None) -> str:
    """The path again."""
    return frame if item is None else f"{frame}[{item}]"


def frame_of(path: str, step: int) -> str:
    """The frame of the items of a Fan Out that stands at a path."""
    return f"{path}.{step}" if path and not path.endswith("/") else f"{path}{step}"
