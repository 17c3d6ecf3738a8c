"""A call of a function that a user wrote."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Language = Literal["javascript", "python"]


class FunctionCall(msgspec.Struct, frozen=True):
    """What a worker is to run.

    Attributes:
        language: "javascript" calls `yourFunction(parameters, libraries)`, "python" calls
            `your_function(parameters)`.
        code: What defines that function.
        parameters: Its first argument, a JSON object.
        seconds: How long it may take.
        megabytes: How much memory it may use, beside what a worker needs for itself.
        compiles: The code (JavaScript) is compiled only, and nothing of it runs.
    """

    language: Language
    code: str
    parameters: dict[str, Any]
    seconds: float = 10.0
    megabytes: int = 128
    compiles: bool = False
