"""Makes the pictures of the README and the guide.

    python docs/make_pictures.py [NAME …] [--folder F] [--themes light dark] [--scales 1 2]

Starts the real program on the example workspace, uses it with mouse and keys, and grabs its window,
each theme and scale in a process of its own. A picture is called NAME.png; in the dark theme its
name ends in -dark, at 200 % in @2x. Without a display it draws offscreen; the pictures are the
same. Without arguments all are made in the light theme at 100 %, as the guide shows them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent
THEMES = ("light", "dark")
SIZE = (1440, 900)


def taken(name: str, theme: str, scale: str) -> str:
    """The file's name."""
    return f"{name}{'-dark' if theme == 'dark' else ''}{f'@{scale}x' if scale != '1' else ''}.png"


def take(folder: Path, theme: str, scale: str, names: Sequence[str]) -> None:
    """Take the pictures of one theme and scale in this process."""
    sys.path.insert(0, str(HERE.parent))
    from PySide6.QtWidgets import QApplication

    from builder import examples
    from docs.scenes import SCENES, photograph
    from tests.support.program import User, use

    application = QApplication(["steploom"])
    for name in names or SCENES:
        scene = SCENES[name]

        async def scenario(user: User, name: str = name, scene: Callable = scene) -> None:
            user.window.resize(*SIZE)
            user.window.look.fix(theme)
            popups = await scene(user)
            path = folder / taken(name, theme, scale)
            photograph(user.window, popups).save(str(path))
            print(path, flush=True)

        with tempfile.TemporaryDirectory() as temporary:
            workspace = Path(temporary) / "example"
            examples.install(workspace)
            use(application, Path(temporary) / "data", workspace, scenario)


def main() -> None:
    """Take all that is asked for, each theme and scale in its own process."""
    parser = argparse.ArgumentParser(description="Make the pictures of the guide.")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--folder", type=Path, default=HERE / "pictures")
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=["light"])
    parser.add_argument("--scales", nargs="+", default=["1"])
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    if os.environ.get("STEPLOOM_PICTURES"):
        take(asked.folder, asked.themes[0], asked.scales[0], asked.names)
        return
    for theme in asked.themes:
        for scale in asked.scales:
            words = ("--folder", str(asked.folder), "--themes", theme, "--scales", scale)
            command = (sys.executable, __file__, *asked.names, *words)
            subprocess.run(command, env=around(scale), check=True)


def around(scale: str) -> Mapping[str, str]:
    """The environment of one theme and scale."""
    return {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        **os.environ,
        "QT_SCALE_FACTOR": scale,
        "STEPLOOM_PICTURES": "1",
    }


if __name__ == "__main__":
    main()
