"""Password-like fields: a literal typed there stays out of files until someone decides about it.

In a file a password-like field is a string with references, or `{"literal": "…"}` once the user
has explicitly chosen to keep the literal. A literal nobody decided about is never written.
"""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, model_serializer, model_validator

from builder.model.text import Template, to_plain
from builder.model.value import Value


class Secret(Value):
    """The text of a password-like field, and whether a literal in it may be written to a file."""

    model_config = ConfigDict(extra="forbid")

    text: Template = ""
    kept: bool = False

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, data: Any) -> Any:
        if isinstance(data, str | list):
            return {"text": data}
        if isinstance(data, dict) and set(data) == {"literal"}:
            return {"text": data["literal"], "kept": True}
        return data

    @model_serializer(mode="plain")
    def plain(self) -> Any:
        """What goes into a file: text with references, a kept literal, or nothing (`""`)."""
        if self.withheld:
            return ""
        text = to_plain(self.text)
        return {"literal": text} if self.kept and self.text else text

    @property
    def withheld(self) -> bool:
        """Whether this is a literal that nobody has decided about yet, so no file may have it."""
        return bool(self.text) and not self.kept and "{{" not in self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    def __repr__(self) -> str:
        return f"Secret({'reference' if '{{' in self.text else 'set' if self.text else 'empty'})"

    __str__ = __repr__
