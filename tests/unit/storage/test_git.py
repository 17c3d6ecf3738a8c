"""Earlier versions of a file, from a real git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from builder.storage import git
from builder.storage.file_problem import FileProblem
from builder.storage.files import write_flow
from builder.storage.git import GitCall
from tests.support.repository import Repository
from tests.support.running import flow, request


def run(call: GitCall | None) -> subprocess.CompletedProcess[bytes]:
    assert call is not None
    return subprocess.run(
        [call.program, *call.arguments],
        cwd=call.folder,
        env=dict(call.environment),
        capture_output=True,
        timeout=30,
        check=False,
    )


def refused(call: GitCall | None) -> str:
    done = run(call)
    assert done.returncode
    return git.refusal(done.stderr.decode())


def test_revisions_of_a_file_with_a_hostile_name(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    path = tmp_path / "a b" / "--output=x :(top)*.flow.json"
    path.parent.mkdir()
    first, second = flow(request(2, "http://first")), flow(request(2, "http://second"))
    write_flow(path, first)
    repository.commit("First “state”")
    (tmp_path / "other.txt").write_text("x")
    repository.commit("Other file")
    write_flow(path, second)
    repository.commit("Second\n\nwith more lines")
    found = git.revisions(run(git.revisions_call(path)).stdout)
    assert [(r.subject, r.author) for r in found] == [
        ("Second", "Ada"),
        ("First “state”", "Ada"),
    ]
    for revision, expected in zip(found, (second, first), strict=True):
        answer = run(git.version_call(path, revision.name)).stdout
        assert git.version(answer, path) == expected


def test_what_cannot_be_is_said_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.flow.json"
    assert "no git repository" in refused(git.revisions_call(path))
    repository = Repository(tmp_path)
    assert "Nothing has been committed" in refused(git.revisions_call(path))
    (tmp_path / "b").write_text("x")
    head = repository.commit("One")
    assert git.revisions(run(git.revisions_call(path)).stdout) == ()
    assert "does not exist in that revision" in refused(git.version_call(path, head))
    with pytest.raises(ValueError, match="no revision"):
        git.version_call(path, "--textconv")
    for rubbish in (b"", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"steps": 3}'):
        with pytest.raises(FileProblem):
            git.version(rubbish, path)


def test_without_git_there_is_no_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git.revisions_call(tmp_path / "a.flow.json") is None
    assert git.version_call(tmp_path / "a.flow.json", "a" * 40) is None


def test_nothing_a_repository_configures_is_run(tmp_path: Path) -> None:
    """Each setting names a program that would leave a mark."""
    repository = Repository(tmp_path)
    path = tmp_path / "a.flow.json"
    write_flow(path, flow())
    head = repository.commit("One")
    mark = tmp_path.parent / "was-run"
    program = tmp_path.parent / "evil"
    program.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    program.chmod(0o755)
    for key in (
        "core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "gpg.program",
        "diff.x.textconv", "filter.x.smudge", "core.hooksPath", "credential.helper",
    ):  # fmt: skip
        repository.git("config", key, str(program))
    repository.git("config", "log.showSignature", "true")
    (tmp_path / ".gitattributes").write_text("*.json diff=x filter=x\n")
    assert len(git.revisions(run(git.revisions_call(path)).stdout)) == 1
    assert git.version(run(git.version_call(path, head)).stdout, path) == flow()
    assert not mark.exists()


def test_variables_do_not_point_git_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "one")
    write_flow(tmp_path / "one" / "a.flow.json", flow())
    repository.commit("One")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "none"))
    assert os.environ["GIT_DIR"]
    call = git.revisions_call(tmp_path / "one" / "a.flow.json")
    assert len(git.revisions(run(call).stdout)) == 1
