"""Where in a run a list of steps stands: a flow's own list, or one item of a Fan Out."""

from __future__ import annotations

from typing import Any

from builder.engine.kept import KeptItems


class Frame:
    """The outputs that the steps of one place can refer to: their own, then those around them.

    Attributes:
        outputs: Output of each step of this place that has one, by number.
        around: The place around this one; None for a flow's own list.
        path: What events say of the place; see `builder.model.events`.
        reached: Whether the last step that was asked for has run in an item here.
    """

    __slots__ = ("_kept", "around", "outputs", "path", "reached")

    def __init__(
        self, outputs: dict[int, Any], path: str = "", around: Frame | None = None
    ) -> None:
        self.outputs = outputs
        self.path = path
        self.around = around
        self.reached = False
        self._kept: list[KeptItems] = []

    def keep(self, kept: KeptItems) -> None:
        """From now on, references to what was kept of items read a list of them."""
        self._kept.append(kept)
        self.outputs.update(kept.outputs())

    def close(self) -> None:
        """Give up what was kept of items."""
        for kept in self._kept:
            for number in kept.outputs():
                self.outputs.pop(number, None)
            kept.close()
        self._kept.clear()


def inner_path(path: str, place: str) -> str:
    """The path of a place inside another: ``4[12]`` and ``6[0]`` are ``4[12].6[0]``."""
    return f"{path}.{place}" if path and not path.endswith("/") else path + place
