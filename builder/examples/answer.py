"""A request the example server got, and the answer it gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request.

    Attributes:
        method: As it came.
        target: Path and query as they came.
        headers: In order, as they came.
        body: All bytes of the body.
    """

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    @property
    def parts(self) -> tuple[str, ...]:
        """The segments of the path, decoded."""
        path = urlsplit(self.target).path
        return tuple(unquote(part) for part in path.split("/") if part)

    @property
    def query(self) -> dict[str, str]:
        """Query parameters; of duplicates the last."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    def header(self, name: str) -> str:
        """A header's value by its name in any case; empty when there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            ValueError: It is none.
        """
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, sent after `delay` seconds."""

    status: int
    body: bytes = b""
    media_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0


def answer(value: Any, status: int = 200, **headers: str) -> Answer:
    """A JSON answer; underscores in header names become hyphens."""
    names = {name.replace("_", "-"): text for name, text in headers.items()}
    return Answer(status, json.dumps(value, ensure_ascii=False).encode(), headers=names)


def fault(status: int, code: str, message: str, **headers: str) -> Answer:
    """A JSON answer that says what went wrong."""
    return answer({"error": {"code": code, "message": message}}, status, **headers)
