"""What later steps need of the items of a Fan Out: one record an item, in a file when large.

The records are pickled, which keeps Files and exact numbers as they are; the file has no name, is
the user's alone, and nothing but this program has written it.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any

from builder.engine.bodies import RunFiles
from builder.model.item_outputs import ItemList, ItemOutputs
from builder.model.later import Needed

IN_MEMORY = 1024 * 1024
"""Records up to this size together are kept in memory."""

_NEAR_KEYS = 50
_NOTHING = -1


class KeptItems:
    """The records of one run of a Fan Out."""

    def __init__(self, total: int, needed: Mapping[int, Needed], files: RunFiles) -> None:
        """Begin without records.

        Args:
            total: How many items there are.
            needed: What is kept of each inner step, by number.
            files: Where the file goes.
        """
        self._needed = needed
        self._files = files
        self._file: IO[bytes] = BytesIO()
        self._in_memory = True
        self._size = 0
        self._at_end = True
        self._places = array("q", [_NOTHING]) * total

    def put(self, index: int, outputs: Mapping[int, Any]) -> None:
        """Keep what is needed of one item's outputs.

        Raises:
            OSError: It cannot be written.
        """
        record = {
            number: _kept(outputs[number], needed)
            for number, needed in self._needed.items()
            if number in outputs
        }
        if record:
            self._append(index, pickle.dumps(record, pickle.HIGHEST_PROTOCOL))

    def _append(self, index: int, data: bytes) -> None:
        if not self._at_end:
            self._file.seek(self._size)
            self._at_end = True
        self._file.write(data)
        self._places[index] = self._size
        self._size += len(data)
        if self._in_memory and self._size > IN_MEMORY:
            self._spill()

    def _spill(self) -> None:
        """Go on in a file without a name."""
        file = TemporaryFile(dir=self._files.folder)  # noqa: SIM115 - see close
        begun, self._file = self._file, file
        self._in_memory = False
        begun.seek(0)
        file.write(begun.read())

    def outputs(self) -> dict[int, ItemOutputs]:
        """What references to each inner step read."""
        return {number: _Outputs(self, number) for number in self._needed}

    def record(self, index: int) -> Mapping[int, Any]:
        """What was kept of an item, by step; empty for one that failed before anything."""
        place = self._places[index]
        if place == _NOTHING:
            return {}
        self._file.seek(place)
        self._at_end = False
        found: dict[int, Any] = pickle.load(self._file)
        return found

    def __len__(self) -> int:
        return len(self._places)

    def close(self) -> None:
        """Give everything up."""
        self._file.close()


class _Outputs(ItemOutputs):
    """The outputs of one inner step, read from the records."""

    def __init__(self, kept: KeptItems, number: int) -> None:
        self._kept = kept
        self._number = number

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, index: int) -> Any:
        return self._kept.record(range(len(self))[index]).get(self._number)

    def __iter__(self) -> Iterator[Any]:
        for index in range(len(self)):
            yield self._kept.record(index).get(self._number)


def _kept(output: Any, needed: Needed) -> Any:
    if type(output) is not dict and isinstance(output, ItemOutputs):
        return ItemList(tuple(output))
    return _reduced(output, needed)


def _reduced(value: Any, needed: Needed) -> Any:
    """The parts of an output that are needed; of a part that is missing, the keys beside it."""
    if needed is None or type(value) is not dict:
        return value
    parts: dict[str, Any] = {}
    for key, inner in needed.items():
        if key in value:
            part = value[key]
            parts[key] = part if inner is None else _reduced(part, inner)
    if len(parts) < len(needed):
        near = islice((key for key in value if key not in needed), _NEAR_KEYS)
        parts.update(dict.fromkeys(near))
    return parts
