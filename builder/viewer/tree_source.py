"""Where a tree's levels come from: memory for small documents, the helper process for large."""

from __future__ import annotations

from collections.abc import Callable

from builder.model.reference import Segment
from builder.viewer.body import Body
from builder.viewer.helper import Helper
from builder.viewer.nodes import Node, Nodes
from builder.viewer.questions import Answer, Children, Position, Value
from builder.viewer.tree_model import Arrived

Failed = Callable[[str], None]
PARSED_HERE = 256 * 1024
"""Bytes up to which a document is read in the window's process."""


class LocalSource:
    """Reads from a small document in this process."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes

    def root(self) -> Node:
        """The document."""
        return self._nodes.root()

    def children(self, path: tuple[Segment, ...], start: int, count: int, then: Arrived) -> None:
        """Read children at once."""
        then(*self._nodes.children(path, start, count))

    def value(self, path: tuple[Segment, ...], then: Callable[[str], None]) -> None:
        """The value at a path as JSON text, at once."""
        then(self._nodes.text(path).decode("utf-8", "replace"))

    def position(self, path: tuple[Segment, ...], then: Callable[[int], None]) -> None:
        """How many members stand before the one at a path, at once."""
        then(self._nodes.position(path))


class HelperSource:
    """Reads from a file through the helper process; the answers come later."""

    def __init__(self, helper: Helper, file: str, is_list: bool, failed: Failed) -> None:
        self._helper = helper
        self._file = file
        self._root = Node("", "list" if is_list else "object")
        self._failed = failed

    def root(self) -> Node:
        """The document, taken to be an object unless it begins as a list."""
        return self._root

    def children(self, path: tuple[Segment, ...], start: int, count: int, then: Arrived) -> None:
        """Ask for children."""
        question = Children(file=self._file, path=path, start=start, count=count)
        self._helper.ask(question, self._unless_failed(lambda a: then(a.total, a.nodes)))

    def value(self, path: tuple[Segment, ...], then: Callable[[str], None]) -> None:
        """Ask for the value at a path as JSON text."""
        question = Value(file=self._file, path=path)
        self._helper.ask(question, self._unless_failed(lambda answer: then(answer.text)))

    def position(self, path: tuple[Segment, ...], then: Callable[[int], None]) -> None:
        """Ask how many members stand before the one at a path."""
        question = Position(file=self._file, path=path)
        self._helper.ask(question, self._unless_failed(lambda answer: then(answer.total)))

    def _unless_failed(self, then: Callable[[Answer], None]) -> Callable[[Answer], None]:
        def sort_out(answer: Answer) -> None:
            if answer.error:
                self._failed(answer.error)
            else:
                then(answer)

        return sort_out


def source_of(body: Body, helper: Helper, failed: Failed) -> LocalSource | HelperSource:
    """The source for a JSON body, by its size.

    Args:
        body: What is to be opened.
        helper: Reads it when it is large.
        failed: Told when the helper process could not.

    Raises:
        NotJson: A small body that cannot be read.
    """
    if body.path is None or len(body.data) <= PARSED_HERE:
        return LocalSource(Nodes(body.data))
    is_list = body.data[:64].lstrip()[:1] == b"["
    return HelperSource(helper, body.path, is_list, failed)
