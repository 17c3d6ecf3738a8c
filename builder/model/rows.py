"""Rows of key-value tables."""

from __future__ import annotations

from enum import StrEnum

from builder.model.secret import Secret
from builder.model.text import Template, Text
from builder.model.value import Value


class JsonType(StrEnum):
    """The type a JSON table's row is sent as; auto keeps a lone reference's type, else text."""

    AUTO = "auto"
    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"
    JSON = "JSON"


class Row(Value):
    """One row: order, duplicates and empty values are kept; a row without a key is ignored."""

    enabled: bool = True
    key: Template = ""
    value: Template = ""


class JsonRow(Row):
    """A row of a JSON table; a dot in the key is part of the key."""

    type: JsonType = JsonType.AUTO


class SecretRow(Value):
    """A row whose value is password-like."""

    enabled: bool = True
    key: Template = ""
    value: Secret = Secret()


class PartKind(StrEnum):
    """What a multipart row holds."""

    TEXT = "text"
    FILE = "file"


class PartRow(Row):
    """A part of a multipart body: text, or a file (path relative to the workspace, or a File)."""

    type: PartKind = PartKind.TEXT
    content_type: Template = ""
    file_name: Template = ""


class FieldType(StrEnum):
    """What a field of the request must be."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    OBJECT = "object"
    ARRAY = "array"
    ANY = "any"


class RequiredField(Value):
    """A field that the request must have; `value` says what it is for."""

    enabled: bool = True
    key: Text = ""
    value: Text = ""
    type: FieldType = FieldType.TEXT
