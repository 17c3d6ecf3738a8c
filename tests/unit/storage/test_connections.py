"""Connection files and the gallery."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import builder.steps  # noqa: F401 - completes the models
from builder import resource
from builder.model.connection import Connection
from builder.storage.connection_files import ConnectionFiles
from builder.storage.file_problem import FileProblem
from builder.storage.files import read_connection, write_connection
from builder.storage.gallery import definition, gallery
from builder.storage.schema import schema
from builder.storage.workspace import Workspace

CANONICAL = """\
{
  "format": 1,
  "base_url": "https://shop.example/v1",
  "test_endpoint": "/me",
  "elsewhere": true,
  "auth": {
    "kind": "bearer",
    "token": "{{env.token}}"
  },
  "headers": [
    {
      "key": "Accept",
      "value": "application/json"
    }
  ],
  "operations": [
    {
      "method": "POST",
      "path": "/orders",
      "body": {
        "kind": "raw",
        "text": [
          "{",
          "}"
        ]
      }
    }
  ],
  "of a later version": 1
}
"""


def test_a_canonical_file_keeps_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "Shop.connection.json"
    path.write_text(CANONICAL)
    read = read_connection(path)
    assert read.base_url == "https://shop.example/v1"
    write_connection(path, read)
    assert path.read_text() == CANONICAL


def test_an_undecided_literal_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "x.connection.json"
    auth = {"kind": "basic", "username": "ada", "password": "marker-77"}
    write_connection(
        path, Connection.model_validate({"base_url": "https://a.example", "auth": auth})
    )
    assert "marker-77" not in path.read_text()
    assert "ada" in path.read_text()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"base_url": 7}', "base_url"),
        ('{"auth": {"kind": "nonsense"}}', "nonsense"),
        ('{"format": 99}', "format 99"),
        ("[]", "object"),
        ("", "empty"),
    ],
)
def test_what_is_no_connection_is_named(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "x.connection.json"
    path.write_text(text)
    with pytest.raises(FileProblem) as raised:
        read_connection(path)
    assert says in str(raised.value)


def test_files_are_written_deleted_and_guarded(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path)
    files = ConnectionFiles(workspace)
    assert files.read() == {}
    one = Connection.model_validate({"base_url": "https://a.example"})
    assert files.write({"One": one}) == {}
    assert workspace.connections() == ("One",)
    workspace.connection_path("One").write_text('{"base_url": "https://other.example"}')
    two = one.model_copy(update={"base_url": "https://mine.example"})
    assert list(files.write({"One": two})) == ["One"]
    assert files.conflicts == {"One"}
    files.take_over("One")
    assert files.write({"One": two}) == {}
    assert read_connection(workspace.connection_path("One")) == two
    assert files.write({}) == {}
    assert workspace.connections() == ()


def test_the_gallery_has_many_apis() -> None:
    assert len(gallery()) >= 25


@pytest.mark.parametrize("name", gallery())
def test_an_entry_of_the_gallery_is_whole(name: str) -> None:
    made = definition(name)
    assert list(made.problems()) == []
    assert made.base_url.startswith("https://")
    assert made.documentation.startswith("https://")
    file = resource.path("connections", f"{name}.connection.json")
    assert "literal" not in file.read_text()
    plain = json.loads(file.read_text())
    assert list(Draft202012Validator(schema("connection")).iter_errors(plain)) == []


def test_the_schema_refuses_what_the_model_refuses() -> None:
    validator = Draft202012Validator(schema("connection"))
    assert validator.is_valid(json.loads(CANONICAL))
    assert not validator.is_valid({"format": 1, "base_url": 7})
