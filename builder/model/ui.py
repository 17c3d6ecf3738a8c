"""How a field of a kind presents itself: the notes that forms, tabs and documentation read.

A kind annotates its fields with `Ui`; forms are chosen by the field's *type*, never by the kind
it belongs to, so a new kind gets its panel from its class alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import BaseModel


class Editor(StrEnum):
    """What edits a field, where its type alone leaves a choice."""

    AUTO = "auto"  # from the type: text, number, switch, choice, table, rules, family
    LINE = "line"  # one line of text with reference chips
    TEXT = "text"  # several lines of text
    CODE = "code"  # several lines, highlighted; `Ui.language` or the sibling field `language`
    URL = "url"  # one line, kept in step with the sibling table `query`
    METHOD = "method"  # a choice that also takes a token of one's own
    CONNECTION = "connection"  # a connection of the workspace, by name
    PATH = "path"  # as a URL, behind the base URL of the sibling `connection`
    FILE = "file"  # one line, with a dialog that chooses a file of the workspace
    CALL = "call"  # code that a real call to this machine can bring, of a model that has `curl`
    FLOW = "flow"  # a workflow of the workspace, by its path
    ZONE = "zone"  # an IANA time zone, with the next times of a model that has `next_times`
    HIDDEN = "hidden"  # edited elsewhere: the header's name, the `enabled` switch


@dataclass(frozen=True, slots=True)
class Ui:
    """Notes for one field.

    Attributes:
        label: The words in front of the field.
        tab: The tab of the step panel; fields without one stay on the kind's first tab.
        section: A heading inside the tab under which following fields gather.
        row: Fields with the same row name share one line (method and URL).
        help: One sentence for the tooltip and the documentation.
        placeholder: Grey text of the empty field.
        editor: What edits it, where the type leaves a choice.
        language: Highlighting of code ("json", "xml", …), a pygments alias.
        shown: When the field is shown, asked of the value it belongs to; None for always.
        without: Kinds of the family that are not offered here.
        skeletons: What code begins as, by language; offered while there is none.
        late: Whether it comes after the fields that kinds of its family add.
        own: Whether references to the step itself can stand in it.
    """

    label: str = ""
    tab: str = ""
    section: str = ""
    row: str = ""
    help: str = ""
    placeholder: str = ""
    editor: Editor = Editor.AUTO
    language: str = ""
    shown: Callable[[Any], bool] | None = None
    without: tuple[str, ...] = ()
    skeletons: Mapping[str, str] = field(default_factory=dict)
    late: bool = False
    own: bool = False


def notes(model: type[BaseModel], field: str) -> Ui:
    """The notes of one field of a model; empty ones where it has none."""
    for note in model.model_fields[field].metadata:
        if isinstance(note, Ui):
            return note
    return Ui(editor=Editor.HIDDEN)
