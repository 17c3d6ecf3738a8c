"""What the user prefers, as a value: read from the settings file, applied to the program."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from builder.look.language import tr

if TYPE_CHECKING:
    from builder.app.settings import Settings
    from builder.look.theme import Look

PREFIX = "preferences/"
SMALLEST_FONT, LARGEST_FONT = 10, 20
"""Sizes of fonts that can be chosen, px."""
LEAST_HISTORY_MB, MOST_HISTORY_MB = 50, 100_000
"""Sizes of the history that can be chosen."""


class Preferences(msgspec.Struct, frozen=True):
    """What can be set in the settings window.

    Attributes:
        theme: "light" or "dark"; empty follows the system.
        interface_size: Size of the interface's font, px.
        code_size: Size of the code font, px.
        animation: Whether things may glide.
        language: Code of the interface's language; empty follows the system.
        proxy: "system", "none" or "own".
        proxy_url: The proxy of one's own.
        no_proxy: Hosts called directly, separated by commas.
        connect_timeout: Of new requests, seconds, as the two that follow.
        read_timeout: Between two pieces of an answer.
        total_timeout: From beginning to end.
        follow_redirects: Whether new requests follow redirects.
        verify_tls: Whether new requests verify certificates.
        history_mb: What all past runs together may take.
    """

    theme: str = ""
    interface_size: int = 13
    code_size: int = 12
    animation: bool = True
    language: str = ""
    proxy: str = "system"
    proxy_url: str = ""
    no_proxy: str = ""
    connect_timeout: float = 10
    read_timeout: float = 30
    total_timeout: float = 60
    follow_redirects: bool = True
    verify_tls: bool = True
    history_mb: int = 1_000


def read(settings: Settings) -> Preferences:
    """What the settings file says; what it does not say, or not sensibly, is as by default."""
    found = {}
    for field in msgspec.structs.fields(Preferences):
        text = settings.text(f"{PREFIX}{field.name}")
        try:
            found[field.name] = msgspec.convert(text, field.type, strict=False)
        except msgspec.ValidationError:
            continue
        if text == "" and field.type is not str:
            del found[field.name]
    return _sensible(Preferences(**{k: v for k, v in found.items() if v != ""}))


def keep(settings: Settings, preferences: Preferences) -> None:
    """Write everything that is not as by default; the rest leaves the file."""
    usual = msgspec.structs.asdict(Preferences())
    for name, value in msgspec.structs.asdict(preferences).items():
        settings.set_text(f"{PREFIX}{name}", "" if value == usual[name] else str(value))


def _sensible(given: Preferences) -> Preferences:
    """The same within the limits that the settings window knows."""
    usual = Preferences()
    times = ("connect_timeout", "read_timeout", "total_timeout")
    return msgspec.structs.replace(
        given,
        theme=given.theme if given.theme in ("light", "dark") else "",
        interface_size=min(max(given.interface_size, SMALLEST_FONT), LARGEST_FONT),
        code_size=min(max(given.code_size, SMALLEST_FONT), LARGEST_FONT),
        proxy=given.proxy if given.proxy in ("none", "own") else "system",
        history_mb=min(max(given.history_mb, LEAST_HISTORY_MB), MOST_HISTORY_MB),
        **{
            name: getattr(given, name) if getattr(given, name) > 0 else getattr(usual, name)
            for name in times
        },
    )


def dress_as(look: Look, preferences: Preferences) -> None:
    """Give colours, fonts and animation to the look."""
    look.set_sizes(preferences.interface_size, preferences.code_size)
    look.set_animated(preferences.animation)
    look.fix(preferences.theme)


def proxy_fault(url: str) -> str:
    """Why this cannot be the program's proxy; empty when it can."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        named = False
        parts = urlsplit("")
    if not named or parts.scheme not in ("http", "https"):
        return tr("Write the proxy as http://host:port.")
    if parts.username is not None or parts.password is not None:
        return tr("Write no user or password here: they belong in the options of a request.")
    return ""
