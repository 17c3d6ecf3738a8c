"""What a reference can say at one step: the values of the steps before it and of the environment.

Feeds the variable menu, the chips' tooltips and the values shown live under fields. Samples are
flattened into a bounded list of paths; secret values never leave this module.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Protocol
from uuid import uuid4

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QDate, QDateTime, QLocale, QObject, Signal, SignalInstance

from builder.document.document import Document
from builder.document.reach import Reach
from builder.document.samples import EXAMPLE, Sample
from builder.document.step_names import shown_title
from builder.look.language import tr
from builder.model.environment import Surroundings
from builder.model.flow import upstream
from builder.model.item_outputs import ItemOutputs
from builder.model.json_text import Json, compact
from builder.model.number import Number
from builder.model.reference import PAGE, Segment, path_text
from builder.model.scope import Scope, Values
from builder.model.step import Step
from builder.model.workflow import Workflow, find

MOST_ENTRIES = 2_000
"""Paths offered at most, over all steps."""
SAMPLED_ITEMS = 3
"""Items of a list that are looked into."""
SAMPLE_LENGTH = 80
"""Longer sample texts are cut."""
DOTS = "••••••"
"""What stands for a secret's value."""


class Entry(msgspec.Struct, frozen=True):
    """One thing that can be inserted.

    Attributes:
        path: What goes between the braces ("2.response.body.email").
        label: What the menu shows; the path without the step's number.
        kind: "text", "number", "boolean", "null", "object", "array", or "" when not known yet.
        sample: The value in a few words; dots for a secret.
        depth: Number of segments.
        children: How many entries an object or array holds.
        siblings: How many children its parent has.
    """

    path: str
    label: str
    kind: str = ""
    sample: str = ""
    depth: int = 1
    children: int = 0
    siblings: int = 0


class Group(msgspec.Struct, frozen=True):
    """Entries under one heading of the menu ("2 · Get user", "Environment · Staging").

    Attributes:
        title: The heading.
        entries: What can be inserted.
        source: Where the values are from, in a word or two ("pinned", "last test, 12:03").
    """

    title: str
    entries: tuple[Entry, ...]
    source: str = ""


class SampleSource(Protocol):
    """The latest output of each step (see `builder.document.samples`)."""

    @property
    def changed(self) -> SignalInstance:
        """A sample is another one now."""
        ...

    def sample(self, number: int) -> Sample | None:
        """The sample of a step, or None."""
        ...

    def scope(
        self, workflow: Workflow, surroundings: Surroundings, number: int | None = None
    ) -> Values:
        """What references stand for, by the samples, seen from a step."""
        ...


class EnvironmentSource(Protocol):
    """The environment that is chosen (see `builder.document.environments`)."""

    @property
    def changed(self) -> SignalInstance:
        """Another environment, or another value in it."""
        ...

    def surroundings(self) -> Surroundings:
        """Its name, variables and secrets."""
        ...


class Variables(QObject):
    """What can be referred to from the step that is looked from.

    Signals:
        changed: Values are other ones now, or seen from another step.
    """

    changed = Signal()

    def __init__(
        self,
        document: Document,
        samples: SampleSource,
        environments: EnvironmentSource,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._samples = samples
        self._environments = environments
        self.number = document.workflow.trigger.number
        self._scope: Values | None = None
        self.reach = Reach(document, self)
        self.reach.changed.connect(self.changed)
        samples.changed.connect(self._drop)
        environments.changed.connect(self._drop)

    def _drop(self) -> None:
        self._scope = None
        self.changed.emit()

    def look_from(self, number: int) -> None:
        """Show what can be referred to from this step."""
        is_other = number != self.number
        self.number = number
        self._scope = None
        self.reach.look_from(number)
        if is_other:  # what fields show was resolved as another step sees it
            self.changed.emit()

    def scope(self) -> Scope:
        """The values by which fields are shown resolved, secrets included.

        Kept until a value or the step is another one: an edit alone changes none of them, and
        asking anew at each keystroke would walk the whole workflow.
        """
        return self._values()

    def _values(self) -> Values:
        if self._scope is None:
            surroundings = self._environments.surroundings()
            self._scope = self._samples.scope(self._document.workflow, surroundings, self.number)
        return self._scope

    def secrets(self) -> frozenset[str]:
        """Names of secret variables: their values are shown as dots."""
        return self._environments.surroundings().secrets

    def has_sample(self, number: int) -> bool:
        """Whether a step's output is known."""
        return number in self._values().outputs

    def title(self, number: int) -> str:
        """What a step is called in the menu ("2 · Get user")."""
        step = find(self._document.workflow, number)
        return f"{number} · {shown_title(step)}" if step else tr("Step {n}", n=number)

    def origin(self, number: int) -> str:
        """Where the value of a step comes from, in words; empty when it has none."""
        sample, step = self._samples.sample(number), self.title(number)
        if sample is None:
            return ""
        if sample.pinned:
            return tr("pinned at {step}", step=step)
        if sample.origin == EXAMPLE:
            return tr("the example of {step}", step=step)
        if not sample.at:
            return tr("from an earlier test of {step}", step=step)
        return tr("from the last test of {step}, {time}", step=step, time=_time(sample.at))

    def _source(self, number: int) -> str:
        """As `origin`, in a word or two."""
        sample = self._samples.sample(number)
        if sample is None:
            return tr("not tested yet")
        if sample.pinned:
            return tr("pinned")
        if sample.origin == EXAMPLE:
            return tr("example")
        return tr("last test, {time}", time=_time(sample.at)) if sample.at else tr("earlier test")

    @property
    def environment(self) -> str:
        """Name of the chosen environment; empty for none."""
        return self._environments.surroundings().name

    @property
    def paged(self) -> bool:
        """Whether the step that is looked from fetches pages."""
        step = find(self._document.workflow, self.number)
        return step is not None and step.paged

    def groups(self, own: bool = False) -> tuple[Group, ...]:
        """Everything that can be inserted: steps above, environment, built-in values.

        Args:
            own: The step itself, too: the page it just fetched.
        """
        above = upstream(self._document.workflow, self.number)
        found: list[Group] = []
        room = MOST_ENTRIES
        for step in (*above[:1], *reversed(above[1:])):  # the trigger, then the nearest first
            entries = tuple(islice(self._entries(step), room))
            room -= len(entries)
            if entries:
                found.append(
                    Group(
                        f"{step.number} · {shown_title(step)}", entries, self._source(step.number)
                    )
                )
            if not room:
                break
        in_order = (*found[:1], *reversed(found[1:]))
        here = find(self._document.workflow, self.number)
        page = self._page_group(here, own) if here is not None else ()
        return (*in_order, *page, *self._environment_group(), _built_in())

    def _page_group(self, step: Step, own: bool) -> tuple[Group, ...]:
        """What each page gives, in the fields that read it; in the others the token it gave."""
        if own:
            entries = _of_one_page(tuple(self._entries(step)), step.paged)
            return (Group(f"{step.number} · {tr('The page just fetched')}", entries),)
        if not step.paged:
            return ()
        said = tr("empty in the first request")
        token = Entry(f"{PAGE}.pageToken", f"{PAGE}.pageToken", sample=said, depth=2)
        return (Group(tr("Pagination"), (token,)),)

    def _entries(self, step: Step) -> Iterator[Entry]:
        value = self._values().outputs.get(step.number)
        if isinstance(value, ItemOutputs):
            yield from each_item(str(step.number), value)
            return
        if value is not None:
            yield from flatten(str(step.number), value)
            return
        for example in step.examples:
            path = f"{step.number}.{example.path}"
            depth = example.path.count(".") + 1
            yield Entry(path, example.path, sample=tr(example.meaning), depth=depth)

    def _environment_group(self) -> tuple[Group, ...]:
        here = self._environments.surroundings()
        names = [*here.values, *sorted(here.secrets - set(here.values))]
        entries = tuple(_variable(name, here) for name in names)
        title = tr("Environment") + (f" · {here.name}" if here.name else "")
        return (Group(title, entries),) if entries else ()


def _time(at: float) -> str:
    """A moment as people write it: the time, and the day unless it is today."""
    moment = QDateTime.fromSecsSinceEpoch(int(at))
    if moment.date() == QDate.currentDate():
        return QLocale().toString(moment.time(), "HH:mm")
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def _of_one_page(entries: tuple[Entry, ...], paged: bool) -> tuple[Entry, ...]:
    """Without what is inside an array that all pages gave together: no page has it."""
    body = "response.body"
    if not paged or not any(one.label == body and one.kind == "array" for one in entries):
        return entries
    return tuple(one for one in entries if not one.label.startswith((f"{body}.", f"{body}[")))


def _variable(name: str, here: Surroundings) -> Entry:
    path = path_text("env", (name,))
    sample = DOTS if name in here.secrets else sample_text(here.values[name])
    return Entry(path, path, "text", sample)


def _built_in() -> Group:
    now = datetime.now(UTC)
    moment = now.isoformat(timespec="seconds").replace("+00:00", "Z")
    return Group(
        tr("Built in"),
        (
            Entry("now", "now", "text", moment),
            Entry("now.unix", "now.unix", "number", str(int(now.timestamp()))),
            Entry("random.uuid", "random.uuid", "text", str(uuid4())),
        ),
    )


def flatten(root: str, value: Json) -> Iterator[Entry]:
    """The paths into a value, nearer ones first; of lists only the first items."""
    waiting: deque[tuple[tuple[Segment, ...], Any]] = deque([((), value)])
    siblings: deque[int] = deque([1])
    flat: list[tuple[tuple[Segment, ...], Entry]] = []
    while waiting and len(flat) < MOST_ENTRIES:
        segments, content = waiting.popleft()
        beside = siblings.popleft()
        inner = _children(content)
        if segments:
            flat.append((segments, _entry(root, segments, content, beside)))
        for key, child in inner:
            waiting.append(((*segments, key), child))
            siblings.append(len(inner))
    yield from _depth_first(flat)


def each_item(root: str, outputs: ItemOutputs) -> Iterator[Entry]:
    """The paths into the outputs of a step in a Fan Out, seen from after it: each gives a list."""
    first: Any = outputs
    while isinstance(first, ItemOutputs):
        first = next((output for output in first if output is not None), None)
    for entry in flatten(root, first):
        more = ", …" if len(outputs) > 1 else ""
        yield replace(entry, kind="array", sample=f"[{entry.sample}{more}]", children=0)


def _depth_first(flat: list[tuple[tuple[Segment, ...], Entry]]) -> Iterator[Entry]:
    inside: dict[tuple[Segment, ...], list[tuple[tuple[Segment, ...], Entry]]] = {}
    for segments, entry in flat:
        inside.setdefault(segments[:-1], []).append((segments, entry))
    stack = list(reversed(inside.get((), [])))
    while stack:
        segments, entry = stack.pop()
        yield entry
        stack.extend(reversed(inside.get(segments, [])))


def _children(value: Any) -> list[tuple[Segment, Any]]:
    if isinstance(value, Mapping):
        return list(islice(value.items(), MOST_ENTRIES))
    if isinstance(value, list):
        return list(enumerate(value[:SAMPLED_ITEMS]))
    return []


def _entry(root: str, segments: tuple[Segment, ...], value: Any, siblings: int) -> Entry:
    path = path_text(root, segments)
    return Entry(
        path,
        path[len(root) :].removeprefix("."),
        kind_name(value),
        sample_text(value),
        len(segments),
        len(value) if isinstance(value, Mapping | list) else 0,
        siblings,
    )


def kind_name(value: Any) -> str:
    """The JSON type of a value."""
    if value is None:
        return "null"
    for kind, types in _KINDS:
        if isinstance(value, types):
            return kind
    return "text"


_KINDS: tuple[tuple[str, Any], ...] = (
    ("boolean", bool),
    ("number", (int, float, Number)),
    ("object", Mapping),
    ("array", list),
)


def sample_text(value: Any) -> str:
    """A value in a few words: short JSON, or how much an object or array holds."""
    if isinstance(value, Mapping):
        return f"{{ {len(value)} }}"
    if isinstance(value, list):
        return f"[ {len(value)} ]"
    if isinstance(value, str):
        value = value[: SAMPLE_LENGTH + 1]
    text = compact(value)
    return text if len(text) <= SAMPLE_LENGTH else f"{text[:SAMPLE_LENGTH]}…"
