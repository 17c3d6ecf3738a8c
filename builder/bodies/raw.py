"""A body that is typed as text in some language."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from builder.model.step import Body
from builder.model.text import Template
from builder.model.ui import Editor, Ui


class Language(StrEnum):
    """What the text is; decides highlighting, escaping of references and the Content-Type."""

    JSON = "json"
    TEXT = "text"
    HTML = "html"
    JAVASCRIPT = "javascript"
    XML = "xml"


class RawBody(Body):
    """Send text as it is typed."""

    label = "Raw"

    kind: Literal["raw"] = "raw"
    language: Annotated[Language, Ui(label="Language")] = Language.JSON
    text: Annotated[Template, Ui(label="Text", editor=Editor.CODE)] = ""
