"""The command `steploom`: opens the window, or hands over to the command line.

Which of the two is decided here, before anything heavy is imported: the command line never
imports Qt, and the window imports nothing it does not need for its first paint.
"""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Callable, Sequence

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some takes 10 ms

COMMANDS = frozenset({"run", "check", "schema"})
"""First words that belong to the command line; anything else opens the window."""


def main(
    arguments: Sequence[str] | None = None, after_paint: Callable[[], object] | None = None
) -> int:
    """Run the program.

    Args:
        arguments: What stands behind the command; None for those of the process.
        after_paint: Called once the window has been painted (for measurements).

    Returns:
        The exit code (see `builder.cli`).
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and (given[0] in COMMANDS or given[0].startswith("-")):
        from builder.cli import main as run_command

        return run_command(given)
    if not has_display():
        return _without_display(given)
    # Nothing that start-up makes is garbage; collecting among it would cost a tenth of the time.
    gc.disable()
    _import_qt()
    from builder.app.start import open_window

    return open_window(given, after_paint)


def _import_qt() -> None:
    """Import Qt's binding, without what it does to every import after it.

    It replaces `__import__` by a function that reads the source of each module imported later, to
    see whether that switches the binding's optional naming features on. None of ours does, and it
    would cost a fifth of start-up.
    """
    plain_import = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain_import


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, else by the environment."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _without_display(given: Sequence[str]) -> int:
    """Say that there is no display and, unless a file was named, run the example headless."""
    from pathlib import Path

    from builder.cli import main as run_command

    if given and not Path(given[0]).exists():
        print(f"steploom: {given[0]}: no such command, folder or file.", file=sys.stderr)
        return 2
    print(
        "steploom: no display was found (neither DISPLAY nor WAYLAND_DISPLAY is set), so no "
        "window can be opened.",
        file=sys.stderr,
    )
    if given:
        print(f"Run it headless instead: steploom run {given[0]}", file=sys.stderr)
        return 2
    from builder.examples import first_flow

    print("Running the example workflow headless instead.", file=sys.stderr)
    return run_command(["run", str(first_flow())])


if __name__ == "__main__":
    sys.exit(main())
