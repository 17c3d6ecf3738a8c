"""Where the files that ship with the program lie: icons, the example workspace."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def path(*names: str) -> Path:
    """A file or folder of `resources/`.

    An installed package and a frozen bundle hold it as `builder/resources`; in a checkout it lies
    beside the package.

    Args:
        names: The way from `resources/` ("examples", "README.md").
    """
    inside = _PACKAGE / "resources"
    root = inside if inside.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*names)
