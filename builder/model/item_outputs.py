"""What a reference to a step inside a Fan Out reads after the Fan Out: one output for each item."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from builder.model.json_text import Json
from builder.model.reference import NoSuchPath, Segment, read


class ItemOutputs(ABC):
    """The outputs of one step in item order; null where it failed or was skipped.

    An item of an outer Fan Out is again `ItemOutputs` for a step of a Fan Out inside it.
    """

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def __getitem__(self, index: int) -> Any:
        """The output of one item; negative positions count from the end. Raises IndexError."""

    @abstractmethod
    def __iter__(self) -> Iterator[Any]: ...


@dataclass(frozen=True, slots=True)
class ItemList(ItemOutputs):
    """Outputs in memory."""

    items: tuple[Any, ...]

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Any:
        return self.items[index]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items)


def read_items(outputs: ItemOutputs, segments: Sequence[Segment], optional: bool = False) -> Json:
    """Apply a path to each item, or to the one that its first segment names.

    Args:
        outputs: One for each item.
        segments: The path; a position at its beginning chooses an item.
        optional: Whether a path that leads nowhere is null.

    Returns:
        A list in item order, lists of lists for nested Fan Outs; or the value in the one item.

    Raises:
        NoSuchPath: There is no such item, or an item's output has no such path.
    """
    if segments and isinstance(segments[0], int):
        index = segments[0]
        try:
            output = outputs[index]
        except IndexError:
            holder = f"a list of {len(outputs)} item{'' if len(outputs) == 1 else 's'}"
            raise NoSuchPath((), index, None, holder) from None
        return _inside(output, segments[1:], index, optional)
    return [_inside(output, segments, index, optional) for index, output in enumerate(outputs)]


def _inside(output: Any, segments: Sequence[Segment], index: int, optional: bool) -> Json:
    if output is None:
        return None
    try:
        if isinstance(output, ItemOutputs):
            return read_items(output, segments, optional)
        return read(output, segments)
    except NoSuchPath as fault:
        if optional:
            return None
        known = (index, *fault.known)
        raise NoSuchPath(known, fault.missing, fault.nearest, fault.holder) from None
