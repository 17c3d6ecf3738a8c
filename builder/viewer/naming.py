"""What the values of a shown document are called outside of it: references and paths."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.reference import Segment
from builder.viewer.json_path import path_expression
from builder.viewer.reference_text import reference_text

Path = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a shown document stands.

    Attributes:
        step: The number of the step it came from.
        base: Where the whole document stands in the step's output.
        places: Of a document that is a list of filtered values, where each of them stands in the
            whole one; None for the whole document itself.
    """

    step: int
    base: Path = ()
    places: tuple[Path, ...] | None = None

    def origin(self, path: Path) -> Path | None:
        """A path in the shown document as one in the whole; None for the list of matches."""
        if self.places is None:
            return path
        if not path or not isinstance(path[0], int) or path[0] >= len(self.places):
            return None
        return (*self.places[path[0]], *path[1:])

    def reference(self, path: Path) -> str:
        """`{{2.response.body.orders.0}}` for a path in the shown document; empty for none."""
        origin = self.origin(path)
        return "" if origin is None else reference_text(self.step, (*self.base, *origin))

    def expression(self, path: Path) -> str:
        """The same as JSONPath (`$.orders[0]`)."""
        origin = self.origin(path)
        return "" if origin is None else path_expression(origin)
