"""Text fields as they lie in files: several lines as a list of lines, anything else as a string."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

_OTHER_BREAKS = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What `str.splitlines` takes for the end of a line, without the newline."""


def from_plain(value: Any) -> Any:
    """Join a list of lines; anything else goes on to validation as it is."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    return value


def to_plain(text: str) -> str | list[str]:
    r"""A list of lines when the text has `\n` and no other line break, else the text itself."""
    if "\n" not in text:
        return text
    return text if _OTHER_BREAKS.search(text) else text.split("\n")


_LINES_OR_TEXT = WithJsonSchema(
    {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
)

Text = Annotated[str, BeforeValidator(from_plain), _LINES_OR_TEXT]
"""Plain text, never scanned for references."""


class TemplateText:
    """Marks text in which `{{references}}` are replaced when the step runs."""


Template = Annotated[str, BeforeValidator(from_plain), _LINES_OR_TEXT, TemplateText()]
"""Text with references (see `builder.model.template`)."""
