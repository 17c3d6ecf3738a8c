"""Keeps secret values out of what a run says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from builder.model.environment import MINIMUM_MASKED, Surroundings
from builder.model.events import Failure
from builder.model.http import Exchange, WireRequest
from builder.model.masked import masked_exchange, masked_failure
from builder.model.masking import MASK, Masker
from builder.model.step import StepError


class Hiding:
    """Every secret value of one run, learnt as it goes, and how things look without them."""

    def __init__(
        self, surroundings: Surroundings, changed: Callable[[Masker], None] | None = None
    ) -> None:
        """Begin with the secrets of the environment.

        Args:
            surroundings: The environment.
            changed: Called with what hides them, now and whenever that hides more.
        """
        self._masker = Masker(surroundings.values.get(name, "") for name in surroundings.secrets)
        self._changed = changed
        self._short_headers: frozenset[str] = frozenset()
        self._short_items: tuple[str, ...] = ()
        if changed is not None:
            changed(self._masker)

    @property
    def masker(self) -> Masker:
        """What hides all that is known to be secret by now."""
        return self._masker

    def protect(self, request: WireRequest) -> None:
        """From now on, hide the credentials of this request too, wherever they show."""
        if not request.protected:
            return
        self.hide(request.protected)
        if any(len(secret) < MINIMUM_MASKED for secret in request.protected):
            # Too short to be hidden everywhere: at least the fields that carry it show nothing.
            self._short_headers |= request.credential_headers
            known = self._short_items
            self._short_items += tuple(i for i in request.credential_query if i not in known)

    def hide(self, secrets: frozenset[str]) -> None:
        """From now on, hide these texts too, wherever they show."""
        masker = self._masker.also(secrets)
        if masker is not self._masker:
            self._masker = masker
            if self._changed is not None:
                self._changed(masker)

    def text(self, text: str) -> str:
        """A text as it may be shown."""
        return self._masker.text(text)

    def json(self, value: Any) -> Any:
        """A JSON value as it may be shown."""
        return self._masker.json(value)

    def failure(self, failure: Failure) -> Failure:
        """A failure as it may be shown."""
        return masked_failure(failure, self._masker)

    def error(self, error: StepError) -> StepError:
        """An error of a step as it may be shown; what had been exchanged is left out."""
        return StepError(error.kind, self._masker.text(error.message), error.field)

    def exchanges(self, exchanges: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
        """Exchanges as they may be shown."""
        if not self._masker and not self._short_headers and not self._short_items:
            return exchanges
        return tuple(map(self._exchange, exchanges))

    def _exchange(self, exchange: Exchange) -> Exchange:
        if self._short_headers or self._short_items:
            exchange = self._without_short(exchange)
        return masked_exchange(exchange, self._masker)

    def _without_short(self, exchange: Exchange) -> Exchange:
        """Without the values of credentials that are too short to be searched for."""
        url = exchange.url
        for item in self._short_items:
            url = url.replace(item, f"{item.partition('=')[0]}={MASK}")
        headers = tuple(
            (name, MASK if name.lower() in self._short_headers else value)
            for name, value in exchange.request_headers
        )
        return msgspec.structs.replace(exchange, url=url, request_headers=headers)
