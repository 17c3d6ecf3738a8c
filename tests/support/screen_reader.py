"""A screen reader's ears: what the program says of itself on the accessibility bus (AT-SPI 2)."""

from __future__ import annotations

import os
import subprocess
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from jeepney import DBusAddress, MatchRule, Message, MessageType, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_ROOT = "/org/a11y/atspi/accessible/root"
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_FOCUSABLE, _SHOWING = 11, 25


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
    path = next(path for path in _LAUNCHERS if Path(path).exists())
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
        around: Names and roles of what it is inside, outermost first.
    """

    owner: str
    path: str
    name: str
    role: str
    around: tuple[str, ...]


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
        said = self._bus.send_and_get_reply(asked, timeout=10)
        if said.header.message_type is MessageType.error:
            raise RuntimeError(f"{method} of {path}: {said.body}")
        return said.body[0] if said.body else None

    def _name(self, owner: str, path: str) -> str:
        asked = Properties(DBusAddress(path, owner, _ACCESSIBLE)).get("Name")
        return str(self._bus.send_and_get_reply(asked, timeout=10).body[0][1])

    def walk(self) -> Iterator[Seen]:
        """Every accessible object of every program on the bus, parents first."""
        waiting: list[tuple[str, str, tuple[str, ...]]]
        waiting = [("org.a11y.atspi.Registry", _ROOT, ())]
        while waiting:
            owner, path, around = waiting.pop()
            if path != _ROOT or around:
                role = str(self._call(owner, path, _ACCESSIBLE, "GetRoleName"))
                seen = Seen(owner, path, self._name(owner, path), role, around)
                yield seen
                around = (*around, f"{seen.role} {seen.name}")
            inside = self._call(owner, path, _ACCESSIBLE, "GetChildren")
            waiting.extend((one, place, around or ("desktop",)) for one, place in reversed(inside))

    def reachable(self, seen: Seen) -> bool:
        """Whether it is on the screen and the keyboard can go there."""
        states = self._call(seen.owner, seen.path, _ACCESSIBLE, "GetState")
        return all(states[0] >> bit & 1 for bit in (_FOCUSABLE, _SHOWING))

    def find(self, role: str, fits: Callable[[str], bool], seconds: float = 20) -> Seen:
        """Wait for the first object with a role and a name that fits."""
        deadline = time.monotonic() + seconds
        while True:
            for seen in self.walk():
                if seen.role == role and fits(seen.name):
                    return seen
            assert time.monotonic() < deadline, f"no {role} with such a name was said in time"
            time.sleep(0.2)

    def listen(self) -> Callable[[str], None]:
        """Hear announcements from now on.

        Returns:
            Waits until one that contains a text has come.
        """
        registry = "/org/a11y/atspi/registry"
        name = "org.a11y.atspi.Registry"
        self._call(name, registry, name, "RegisterEvent", "object:announcement")
        rule = MatchRule(
            type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement"
        )
        self._bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=10)
        heard: deque[Message] = deque()
        self._bus.filter(rule, queue=heard)

        def wait(text: str, seconds: float = 20) -> None:
            deadline = time.monotonic() + seconds
            said: list[str] = []
            while not any(text in one for one in said):
                assert time.monotonic() < deadline, f"{text!r} was not announced, only {said}"
                with suppress(TimeoutError):
                    self._bus.recv_messages(timeout=0.2)
                while heard:
                    said.append(str(heard.popleft().body[3][1]))

        return wait

    def press(self, seen: Seen) -> None:
        """Do the first action of an object, as a screen reader's user does."""
        assert self._call(seen.owner, seen.path, "org.a11y.atspi.Action", "DoAction", 0)
