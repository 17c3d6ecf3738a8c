"""Applies what the user prefers, at once: look, proxy of the engines, size of the history."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from builder.app.preferences import Preferences, dress_as, keep, read
from builder.app.settings import Settings
from builder.look.theme import Look
from builder.model.step import Step
from builder.storage.userdata import UserData

_PROXY_NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
_PROXIES = (*_PROXY_NAMES, *(name.upper() for name in _PROXY_NAMES))
LOCAL = "localhost,127.0.0.1,::1"
"""Never called through a proxy of one's own."""


class ProxyVariables:
    """The variables of the environment that say which proxy "the system's" is.

    Engines inherit them when they are started.

    Args:
        environment: Changed in place; as it is now is what the system says.
    """

    def __init__(self, environment: MutableMapping[str, str]) -> None:
        self._environment = environment
        self._system = {name: environment[name] for name in _PROXIES if name in environment}

    def apply(self, preferences: Preferences) -> None:
        """Say what engines started from now on are to do."""
        for name in _PROXIES:
            self._environment.pop(name, None)
        if preferences.proxy == "own" and preferences.proxy_url:
            for name in ("http_proxy", "https_proxy"):
                self._environment[name] = preferences.proxy_url
            wanted = (LOCAL, preferences.no_proxy.replace(" ", ""))
            self._environment["no_proxy"] = ",".join(part for part in wanted if part)
        elif preferences.proxy == "none":
            self._environment["no_proxy"] = "*"
        else:
            self._environment.update(self._system)


class Preferring(QObject):
    """Keeps what the user prefers and lets the program follow.

    Args:
        settings: Where it is kept.
        look: Follows at once.
        data: Where the history lies.

    Attributes:
        settings: Where it is kept, and what else is remembered.
        now: What is preferred now.

    Signals:
        changed: The `Preferences` before; now they are those in `now`.
    """

    changed = Signal(object)

    def __init__(self, settings: Settings, look: Look, data: UserData, parent: QObject) -> None:
        super().__init__(parent)
        self.settings = settings
        self._look = look
        self._data = data
        self._proxies = ProxyVariables(os.environ)
        self.now = read(settings)
        self._proxies.apply(self.now)

    def change(self, **values: Any) -> None:
        """Prefer something else from now on; `values` are fields of `Preferences`."""
        before, after = self.now, msgspec.structs.replace(self.now, **values)
        if after == before:
            return
        self.now = after
        keep(self.settings, after)
        dress_as(self._look, after)
        self._proxies.apply(after)
        if after.history_mb != before.history_mb:
            self._limit_history()
        self.changed.emit(before)

    def _limit_history(self) -> None:
        from builder.history.quota import set_quota

        set_quota(self._data.history_file, self.now.history_mb * 1_000_000)

    def as_preferred(self, step: Step) -> Step:
        """A new step with the options that new requests are to have."""
        from builder.http.fields import RequestFields

        if not isinstance(step, RequestFields):
            return step
        now = self.now
        chosen = {
            "connect_timeout": now.connect_timeout,
            "read_timeout": now.read_timeout,
            "total_timeout": now.total_timeout,
            "follow_redirects": now.follow_redirects,
            "verify_tls": now.verify_tls,
        }
        usual = {name: value for name, value in chosen.items() if _differs(step, name, value)}
        if not usual:
            return step
        return step.model_copy(update={"options": step.options.model_copy(update=usual)})


def _differs(step: Step, name: str, value: object) -> bool:
    return bool(getattr(getattr(step, "options", None), name, value) != value)
