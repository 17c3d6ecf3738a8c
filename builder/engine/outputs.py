"""Whole outputs of steps in files, for tests of later steps.

A File in an output stays what it is: the file holds where its bytes lie, beside the output and not
in it, so that no response can pass off a path as a File.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builder.engine.bodies import RunFiles
from builder.model.file_value import FileValue
from builder.model.json_text import compact, parse


def write_output(output: dict[str, Any], files: RunFiles) -> Path:
    """Write an output.

    Raises:
        OSError: It cannot be written.
    """
    response = output.get("response")
    body = response.get("body") if isinstance(response, dict) else None
    place: dict[str, Any] | None = None
    if isinstance(body, FileValue):
        place = {"path": str(body.path), **{key: body[key] for key in ("name", "mimeType", "size")}}
        output = {**output, "response": {**(response or {}), "body": None}}
    return files.write(compact({"output": output, "file": place}).encode(), "output")


def read_output(path: Path) -> Any:
    """Read an output back.

    Raises:
        OSError: The file is gone.
        JsonError: It is not what was written.
    """
    stored = parse(path.read_bytes())
    output, place = stored["output"], stored["file"]
    if place is not None:
        output["response"]["body"] = FileValue(
            Path(place["path"]), place["name"], place["mimeType"], place["size"]
        )
    return output
