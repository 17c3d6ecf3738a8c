"""A screen reader's ears: what the program says of itself on the accessibility bus (AT-SPI 2)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from jeepney import DBusAddress, HeaderFields, MatchRule, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_ROOT = "/org/a11y/atspi/accessible/root"
_ACCESSIBLE = "org.a11y.atspi.Accessible"


@contextmanager
def accessibility_bus(display: str) -> Iterator[dict[str, str]]:
    """Start a session bus with the accessibility bus on it.

    Yields:
        The environment in which a program is heard there.
    """
    environment = {**os.environ, "DISPLAY": display, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout is not None
    environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    path = next(path for path in _LAUNCHERS if os.path.exists(path))
    launcher = subprocess.Popen(
        [path, "--launch-immediately"], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        yield environment
    finally:
        for process in (launcher, bus):
            process.terminate()
            process.wait(10)
        bus.stdout.close()


class Seen(NamedTuple):
    """One accessible object as it was met.

    Attributes:
        owner: The program's name on the bus.
        path: The object's path there.
        name: What is spoken.
        role: What it is, such as "push button".
        depth: How deep in the tree.
    """

    owner: str
    path: str
    name: str
    role: str
    depth: int


class ScreenReader:
    """Asks the accessibility bus."""

    def __init__(self, session: str) -> None:
        with open_dbus_connection(session) as bus:
            asked = new_method_call(
                DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress"
            )
            address: str = bus.send_and_get_reply(asked, timeout=10).body[0]
        self._bus: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        """Hang up."""
        self._bus.close()

    def _call(self, owner: str, path: str, interface: str, method: str, *body: Any) -> Any:
        signature = {"int": "i", "str": "s"}
        asked = new_method_call(
            DBusAddress(path, owner, interface),
            method,
            "".join(signature[type(one).__name__] for one in body) or None,
            body,
        )
        return self._bus.send_and_get_reply(asked, timeout=10).body[0]

    def _name(self, owner: str, path: str) -> str:
        asked = Properties(DBusAddress(path, owner, _ACCESSIBLE)).get("Name")
        return str(self._bus.send_and_get_reply(asked, timeout=10).body[0][1])

    def walk(self, deepest: int = 40) -> Iterator[Seen]:
        """Every accessible object of every program on the bus, parents first."""
        waiting = [("org.a11y.atspi.Registry", _ROOT, 0)]
        while waiting:
            owner, path, depth = waiting.pop()
            if depth:
                role = str(self._call(owner, path, _ACCESSIBLE, "GetRoleName"))
                yield Seen(owner, path, self._name(owner, path), role, depth)
            if depth < deepest:
                inside = self._call(owner, path, _ACCESSIBLE, "GetChildren")
                waiting.extend((one, place, depth + 1) for one, place in reversed(inside))

    def find(self, role: str, fits: Callable[[str], bool], seconds: float = 20) -> Seen:
        """Wait for the first object with a role and a name that fits."""
        deadline = time.monotonic() + seconds
        while True:
            for seen in self.walk():
                if seen.role == role and fits(seen.name):
                    return seen
            assert time.monotonic() < deadline, f"no {role} with such a name was said in time"
            time.sleep(0.2)

    def press(self, seen: Seen) -> None:
        """Do the first action of an object, as a screen reader's user does."""
        assert self._call(seen.owner, seen.path, "org.a11y.atspi.Action", "DoAction", 0)
