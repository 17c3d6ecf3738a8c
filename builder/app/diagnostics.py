"""What a report of a fault needs to know about the program, as text without secrets."""

from __future__ import annotations

import platform
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

import builder
from builder.model.amounts import size_text
from builder.model.masking import Masker
from builder.model.workflow import walk

if TYPE_CHECKING:
    from builder.app.window import Window

PACKAGES = ("PySide6-Essentials", "pydantic", "msgspec", "httpx", "qasync", "pygments", "keyring")
_ADDRESS = re.compile(r"(\w+://)(?:[^\s/@]*@)?([^\s?#]+)(?:[?#]\S*)?")
"""An address: what it begins with, user and password, host and path, what comes after them."""


def report(window: Window, log: Sequence[str]) -> str:
    """Everything, as text to be looked at before it is given away.

    Values of secrets are masked, addresses lose user, password and query, and the home folder is
    written as "~". Contents of workflows and answers are not in it.

    Args:
        window: Whose program it is.
        log: The last lines of the log.
    """
    masker = Masker(window.environments.secret_values())
    parts = (
        ("Program", _program()),
        ("System", _system(window)),
        ("Settings", _settings(window)),
        ("Workspace", _workspace(window)),
        ("Sizes", _sizes(window)),
        ("Log", iter(log or ("nothing",))),
    )
    lines = [line for title, lines in parts for line in (f"## {title}", *lines, "")]
    return without_secrets("\n".join(lines), masker)


def without_secrets(text: str, masker: Masker, home: Path | None = None) -> str:
    """A text that can be given away."""
    home = home or Path.home()
    text = masker.text(text)
    text = _ADDRESS.sub(r"\1\2", text)
    return text.replace(str(home), "~") if len(home.parts) > 1 else text


def _program() -> Iterator[str]:
    yield f"Steploom {builder.__version__}"
    yield f"Python {platform.python_version()} ({platform.python_implementation()})"
    yield f"Qt {qVersion()}"
    for name in PACKAGES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} is not installed as a package"


def _system(window: Window) -> Iterator[str]:
    yield f"{platform.platform()} ({sys.platform})"
    yield f"Window system: {QGuiApplication.platformName()}"
    for screen in QGuiApplication.screens():
        size = screen.size()
        ratio = screen.devicePixelRatio()
        yield f"Screen: {size.width()} x {size.height()} at {ratio:g} x"
    yield f"Window: {window.width()} x {window.height()}"
    yield f"Theme: {window.look.theme.name}; fonts: {_fonts(window)}"


def _fonts(window: Window) -> str:
    look = window.look
    return f"{look.interface.family()} {look.interface_size}, {look.code.family()} {look.code_size}"


def _settings(window: Window) -> Iterator[str]:
    for name, value in msgspec.structs.asdict(window.preferring.now).items():
        yield f"{name}: {value if value != '' else '-'}"


def _workspace(window: Window) -> Iterator[str]:
    workspace, environments = window.workspace, window.environments
    yield f"{len(workspace.flows())} workflows, {len(environments.names)} environments"
    yield f"{len(environments.connections.names)} connections"
    yield f"Secrets are kept in {environments.secrets.keeper}"
    for number, tab in enumerate(window.desk.tabs, 1):
        steps = tuple(walk(tab.document.workflow))
        kinds = Counter(step.kind for step in steps)
        counted = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        state = "edited" if tab.file.edited else "saved"
        yield f"Open workflow {number}: {len(steps)} steps ({counted}), {state}"


def _sizes(window: Window) -> Iterator[str]:
    for name, size in _folder_sizes(window.data.root).items():
        yield f"{name}: {size_text(size)}"


def _folder_sizes(root: Path) -> Mapping[str, int]:
    """What each part of the data folder takes on disk, bytes."""
    sizes: dict[str, int] = {}
    for item in sorted(root.iterdir()):
        files = [item] if item.is_file() else [file for file in item.rglob("*") if file.is_file()]
        total = 0
        for file in files:
            try:
                total += file.stat().st_size
            except OSError:
                continue  # it went meanwhile
        sizes[item.name] = total
    return sizes
