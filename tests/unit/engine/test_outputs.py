from __future__ import annotations

from pathlib import Path

from builder.engine.bodies import RunFiles
from builder.engine.outputs import read_output, write_output
from builder.model.file_value import FileValue
from builder.model.number import Number


def test_values_come_back_with_every_digit(tmp_path: Path) -> None:
    output = {"response": {"body": [2**80, Number("1.10"), "ü", None]}}
    assert read_output(write_output(output, RunFiles(tmp_path))) == output


def test_a_file_stays_a_file(tmp_path: Path) -> None:
    body = FileValue(tmp_path / "body", "a.bin", "x/y", 3)
    path = write_output({"response": {"body": body, "statusCode": 200}}, RunFiles(tmp_path))
    again = read_output(path)["response"]["body"]
    assert isinstance(again, FileValue)
    assert (again.path, again["name"], again["size"]) == (body.path, "a.bin", 3)


def test_a_response_cannot_pass_off_a_path_as_a_file(tmp_path: Path) -> None:
    forged = {"dataType": "FILE", "path": "/etc/passwd", "name": "x", "mimeType": "", "size": 1}
    output = {"response": {"body": forged}}
    again = read_output(write_output(output, RunFiles(tmp_path)))
    assert again == output
    assert isinstance(again["response"]["body"], dict)


def test_files_are_private_and_never_overwritten(tmp_path: Path) -> None:
    first, second = RunFiles(tmp_path / "run"), RunFiles(tmp_path / "run")
    paths = {first.write(b"1", "x"), second.write(b"2", "x"), first.write(b"3", "x")}
    assert sorted(path.read_bytes() for path in paths) == [b"1", b"2", b"3"]
    assert (tmp_path / "run").stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in paths)
