"""Tells listeners what happens in a run; nothing secret gets past here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import chain
from typing import Any

import msgspec

from builder.engine.bodies import RunFiles
from builder.engine.budget import Stop
from builder.engine.clock import Clock
from builder.engine.outputs import write_output
from builder.model.environment import MINIMUM_MASKED, Surroundings
from builder.model.events import (
    AnyEvent,
    Failure,
    Log,
    RunFinished,
    RunStarted,
    Status,
    StepFinished,
    StepProgress,
    StepStarted,
)
from builder.model.http import BodyRecord, Exchange, WireRequest
from builder.model.masking import MASK, Masker
from builder.model.place_label import field_label
from builder.model.sample import shortened
from builder.model.step import Outcome, Step, StepError


class Reporter:
    """Makes the events of one run: timed, counted and masked."""

    def __init__(
        self,
        emit: Callable[[AnyEvent], None],
        surroundings: Surroundings,
        clock: Clock,
        files: RunFiles,
        hiding: Callable[[Masker], None] | None = None,
    ) -> None:
        values = (surroundings.values.get(name, "") for name in surroundings.secrets)
        self._masker = Masker(values)
        self._hiding = hiding
        if hiding is not None:
            hiding(self._masker)
        self._emit = emit
        self._environment = surroundings.name
        self._clock = clock
        self._files = files
        self._began = clock.monotonic()
        self._counts: Counter[str] = Counter()
        self._short_headers: frozenset[str] = frozenset()
        self._short_items: tuple[str, ...] = ()

    def protect(self, request: WireRequest) -> None:
        """From now on, hide the credentials of this request too, wherever they show."""
        if not request.protected:
            return
        self.hide(request.protected)
        if any(len(secret) < MINIMUM_MASKED for secret in request.protected):
            # Too short to be hidden everywhere: at least the fields that carry it show nothing.
            self._short_headers |= request.credential_headers
            self._short_items += request.credential_query

    def hide(self, secrets: frozenset[str]) -> None:
        """From now on, hide these texts too, wherever they show."""
        masker = self._masker.also(secrets)
        if masker is not self._masker:
            self._masker = masker
            if self._hiding is not None:
                self._hiding(masker)

    def emit(self, event: AnyEvent) -> None:
        """Pass on what a step says while it runs."""
        at = self._now()
        if isinstance(event, Log):
            event = Log(message=self._masker.text(event.message), step=event.step, at=at)
        elif isinstance(event, StepProgress):
            event = msgspec.structs.replace(event, at=at)
        self._emit(event)

    def run_started(self, flow: str, steps: tuple[int, ...], test_data: bool) -> None:
        """The run begins."""
        event = RunStarted(
            flow=flow, environment=self._environment, steps=steps, test_data=test_data
        )
        self._emit(event)

    def run_finished(self, status: Status, steps: int, stop: Stop | None = None) -> None:
        """The run is over."""
        counts = dict(self._counts)
        waiting = steps - sum(counts.values())
        if waiting > 0:
            counts[Status.QUEUED.value] = waiting
        at = self._now()
        self._emit(
            RunFinished(
                at=at,
                status=status,
                duration=at * 1000,
                error=None if stop is None else self._masked(stop.failure),
                step=None if stop is None else stop.step,
                counts=counts,
            )
        )

    def step_started(self, step: Step) -> float:
        """A step begins; the moment, for its duration."""
        at = self._now()
        self._emit(StepStarted(at=at, step=step.number, name=step.title))
        return at

    def skipped(self, step: Step) -> None:
        """A step is left out."""
        self._finished(step, self._now(), Status.SKIPPED)

    def cancelled(self, step: Step, started: float) -> None:
        """A step was stopped."""
        self._finished(step, started, Status.CANCELLED)

    def refused(self, step: Step, failure: Failure) -> None:
        """A step was not even begun."""
        self._finished(step, self._now(), Status.FAILED, error=self._masked(failure))

    def step_finished(
        self, step: Step, started: float, outcome: Outcome, warnings: list[str]
    ) -> Failure | None:
        """A step ended; why it failed, if it did."""
        failure = None if outcome.failed is None else self.failure(step, outcome.failed)
        sample, cut, path = self._sample(outcome, warnings)
        self._finished(
            step,
            started,
            Status.SUCCEEDED if failure is None else Status.FAILED,
            summary=outcome.summary,
            error=failure,
            warnings=tuple(map(self._masker.text, warnings)) if warnings else (),
            exchanges=self.shown(outcome.exchanges),
            sample=sample,
            sample_shortened=cut,
            output_path=path,
        )
        return failure

    def failure(self, step: Step, error: StepError) -> Failure:
        """An error of a step, with the field it is about in words."""
        place = field_label(step, error.field)
        message = f"{place}: {error.message}" if place else error.message
        return Failure(error.kind, self._masker.text(message))

    def _finished(self, step: Step, started: float, status: Status, **details: Any) -> None:
        at = self._now()
        self._counts[status.value] += 1
        self._emit(
            StepFinished(
                at=at,
                step=step.number,
                name=step.title,
                status=status,
                duration=(at - started) * 1000,
                **details,
            )
        )

    def _sample(self, outcome: Outcome, warnings: list[str]) -> tuple[Any, bool, str | None]:
        """The output made small, whether it had to be, and then the file that holds it whole."""
        output = outcome.output
        if output is None or outcome.small:
            return self._masker.json(output), False, None
        sample, cut = shortened(output)
        path = None
        if cut:
            try:
                path = str(write_output(output, self._files))
            except OSError as error:
                warnings.append(f"The whole output cannot be kept: {error.strerror or error}.")
        return self._masker.json(sample), cut, path

    def shown(self, exchanges: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
        """Exchanges as they may be shown."""
        if not self._masker and not self._short_headers and not self._short_items:
            return exchanges
        return tuple(map(self._exchange, exchanges))

    def _exchange(self, exchange: Exchange) -> Exchange:
        mask = self._masker
        if self._short_headers or self._short_items:
            exchange = self._without_short(exchange)
        if self._is_clean(exchange):
            return exchange
        return msgspec.structs.replace(
            exchange,
            url=mask.text(exchange.url),
            request_headers=mask.headers(exchange.request_headers),
            request_body=self._body(exchange.request_body),
            reason=mask.text(exchange.reason),
            headers=mask.headers(exchange.headers),
            body=self._body(exchange.body),
        )

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

    def _is_clean(self, exchange: Exchange) -> bool:
        """Whether there is nothing to hide, as is most often the case."""
        for body in (exchange.request_body, exchange.body):
            if body.data and self._masker.data(body.data) is not body.data:
                return False
        headers = (*exchange.request_headers, *exchange.headers)
        return self._masker.clean((exchange.url, exchange.reason, *chain.from_iterable(headers)))

    def _body(self, body: BodyRecord) -> BodyRecord:
        """A body in a record without secrets; one in a file stays raw, and private to the user."""
        if body.data is None:
            return body
        return msgspec.structs.replace(body, data=self._masker.data(body.data))

    def _masked(self, failure: Failure) -> Failure:
        return Failure(failure.kind, self._masker.text(failure.message))

    def _now(self) -> float:
        return self._clock.monotonic() - self._began
