"""Reading a file's bytes and making plain data of them, with every way it can go wrong named."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import msgspec

from builder.model.json_text import JsonError, parse
from builder.storage.file_problem import FileProblem, explained
from builder.storage.signature import Signature, sign

LARGEST = 256 * 1024 * 1024
"""Bytes; files larger than this are no workflows."""


class Source(msgspec.Struct, frozen=True):
    """What was read: plain data and the signature of the bytes it came from."""

    plain: dict[str, Any]
    signature: Signature


def read_source(path: Path, what: str) -> Source:
    """Read a JSON object from a file.

    Args:
        path: The file.
        what: What it should be, for messages ("workflow").

    Raises:
        FileProblem: It cannot be read, or holds no JSON object.
    """
    data, found = read_bytes(path)
    if not data.strip():
        raise FileProblem(path, f"The file is empty; {_one(what)} file is a JSON object.")
    try:
        plain = parse(data)
    except JsonError as error:
        reason = f"{error.reason.rstrip('.')}. This is no {what} file, or it was damaged."
        raise FileProblem(path, reason, line=error.line, column=error.column) from error
    if not isinstance(plain, dict):
        raise FileProblem(
            path, f"{_one(what).capitalize()} file is a JSON object, this is {describe(plain)}."
        )
    return Source(plain, found)


def read_bytes(path: Path) -> tuple[bytes, Signature]:
    """The bytes of a regular file with their signature.

    Raises:
        FileProblem: It cannot be read, is no regular file or is unreasonably large.
    """
    with explained(path):
        _refuse(path, path.stat())
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            data = file.read()
    return data, sign(data, status)


def _refuse(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise FileProblem(path, "This is a folder, not a file.")
    if not stat.S_ISREG(status.st_mode):
        raise FileProblem(path, "This is a device or a pipe, not a file.")
    if status.st_size > LARGEST:
        size = status.st_size // 1_000_000
        raise FileProblem(path, f"The file has {size} MB; that is no workflow or environment.")


def _one(what: str) -> str:
    """The word with its article."""
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"


def describe(value: object) -> str:
    """A JSON value's type in words ("a list")."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    names = {str: "text", list: "a list", dict: "an object", int: "a whole number"}
    return names.get(type(value), "a number")
