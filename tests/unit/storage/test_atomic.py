"""Atomic writing: a kill or a full disk leaves the old file or the new one."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builder.storage.atomic import write_bytes
from builder.storage.file_problem import FileProblem
from builder.storage.signature import changed, signature

WRITER = """
import sys
from pathlib import Path
from builder.storage.atomic import write_bytes
path = Path(sys.argv[1])
print("ready", flush=True)
n = 0
while True:
    n += 1
    write_bytes(path, b"%d\\n" % n + bytes([65 + n % 26]) * 300_000 + b"\\n%d" % n)
"""


def whole(data: bytes) -> bool:
    head, body, tail = data.split(b"\n")
    return head == tail and len(body) == 300_000 and len(set(body)) == 1


def test_kill_at_any_instant_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.flow.json"
    write_bytes(path, b"0\n" + b"A" * 300_000 + b"\n0")
    for round_ in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.02 + 0.013 * round_)
            writer.send_signal(signal.SIGKILL)
            writer.wait(10)
        assert whole(path.read_bytes())


def test_leftovers_of_a_kill_go_with_a_later_write(tmp_path: Path) -> None:
    path = tmp_path / "a[1].flow.json"
    stale = tmp_path / ".a[1].flow.json.0123.tmp"
    fresh = tmp_path / ".a[1].flow.json.4567.tmp"
    other = tmp_path / ".b.flow.json.0123.tmp"
    for file in (stale, fresh, other):
        file.write_text("half")
    for file in (stale, other):
        os.utime(file, (1, 1))
    write_bytes(path, b"x")
    assert not stale.exists()
    assert fresh.exists()
    assert other.exists()


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.flow.json"
    write_bytes(path, b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(FileProblem, match="unharmed"):
            write_bytes(path, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["a.flow.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_is_never_replaced() -> None:
    with pytest.raises(FileProblem):
        write_bytes(Path("/dev/full/none"), b"x")


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    target = tmp_path / "real" / "a.flow.json"
    target.parent.mkdir()
    target.write_text("old")
    target.chmod(0o604)
    link = tmp_path / "a.flow.json"
    link.symlink_to(Path("real") / "a.flow.json")
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o604
    assert [item.name for item in target.parent.iterdir()] == ["a.flow.json"]


def test_missing_folder_and_folder_as_target(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no such"):
        write_bytes(tmp_path / "none" / "a", b"x")
    with pytest.raises(FileProblem, match="folder"):
        write_bytes(tmp_path, b"x")


def test_signatures_tell_bytes_not_times(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert signature(path) is None
    assert not changed(path, None)
    known = write_bytes(path, b"one")
    assert known == signature(path)
    assert not changed(path, known)
    os.utime(path, (5, 5))
    assert not changed(path, known)
    path.write_bytes(b"two")
    assert changed(path, known)
    path.unlink()
    assert changed(path, known)
