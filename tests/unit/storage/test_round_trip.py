"""Any workflow comes back from its file as it was, and as the same bytes."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import builder.steps  # noqa: F401 - completes the models
from builder.auth import AuthHeader, BasicAuth, BearerToken, NoAuth, QueryAuth
from builder.bodies import JsonBody, MultipartBody, NoBody, RawBody, UrlencodedBody
from builder.http.failure import Failure
from builder.http.options import Options
from builder.model.environment import Environment, Variable
from builder.model.json_text import parse
from builder.model.plain import to_plain
from builder.model.rows import JsonRow, JsonType, PartKind, PartRow, Row, SecretRow
from builder.model.rules import Operator, Rule, RuleSet
from builder.model.secret import Secret
from builder.model.step import Step
from builder.model.workflow import Workflow
from builder.steps import Conditional, EventTrigger, Request
from builder.storage.files import read_environment, read_flow, write_environment, write_flow
from builder.storage.flow_format import to_bytes, to_workflow
from builder.storage.schema import schema
from builder.storage.step_texts import StepTexts

TEXT = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["a\nb", "\n", "a\r\nb", "{{1.event.id}}", "x{{env.a}}\ny", "é😀", "\x85", "\u2028\n"]
    ),
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
SECRET = st.one_of(
    st.just(Secret()),
    TEXT.map(lambda text: Secret(text=text, kept=bool(text))),
    st.just(Secret(text="{{env.token}}")),
)
ROWS = st.lists(st.builds(Row, enabled=st.booleans(), key=TEXT, value=TEXT), max_size=3).map(tuple)
AUTH = st.one_of(
    st.just(NoAuth()),
    st.builds(BearerToken, token=SECRET, prefix=TEXT),
    st.builds(BasicAuth, username=TEXT, password=SECRET),
    st.builds(AuthHeader, name=TEXT, value=SECRET),
    st.lists(st.builds(SecretRow, enabled=st.booleans(), key=TEXT, value=SECRET), max_size=2).map(
        lambda rows: QueryAuth(rows=tuple(rows))
    ),
)
BODY = st.one_of(
    st.just(NoBody()),
    st.lists(
        st.builds(JsonRow, key=TEXT, value=TEXT, type=st.sampled_from(JsonType)), max_size=3
    ).map(lambda rows: JsonBody(rows=tuple(rows))),
    ROWS.map(lambda rows: UrlencodedBody(rows=rows)),
    st.lists(
        st.builds(PartRow, key=TEXT, value=TEXT, type=st.sampled_from(PartKind)), max_size=2
    ).map(lambda rows: MultipartBody(rows=tuple(rows))),
    TEXT.map(lambda text: RawBody(text=text)),
)
REQUEST = st.builds(
    Request,
    name=st.text(max_size=8),
    note=TEXT,
    enabled=st.booleans(),
    method=st.sampled_from(["GET", "POST", "PURGE"]),
    url=TEXT,
    query=ROWS,
    headers=ROWS,
    body=BODY,
    auth=AUTH,
    failure=st.builds(Failure, go_on=st.booleans()),
    options=st.builds(
        Options,
        read_timeout=st.floats(min_value=0.001, max_value=1e6),
        response_limit=st.integers(1, 10**6),
    ),
)
RULES = st.lists(
    st.lists(
        st.builds(Rule, left=TEXT, operator=st.sampled_from(Operator), right=TEXT), max_size=2
    ).map(tuple),
    max_size=2,
).map(lambda groups: RuleSet(groups=tuple(groups)))
STEPS = st.recursive(
    st.lists(REQUEST, max_size=2).map(tuple),
    lambda inner: st.lists(
        st.one_of(REQUEST, st.builds(Conditional, rules=RULES, yes=inner, no=inner)), max_size=2
    ).map(tuple),
    max_leaves=6,
)
UNKNOWN = st.fixed_dictionaries({"kind": st.just("nova"), "number": st.just(9000)}).flatmap(
    lambda base: st.dictionaries(st.text("xyz", min_size=2, max_size=4), JSON, max_size=3).map(
        lambda extra: {**base, **extra}
    )
)


def numbered(steps: tuple[Step, ...], start: int = 2) -> tuple[tuple[Step, ...], int]:
    """The same steps with numbers of their own."""
    result = []
    for step in steps:
        update: dict[str, object] = {"number": start}
        start += 1
        for branch in step.branches:
            update[branch.field], start = numbered(getattr(step, branch.field), start)
        result.append(step.model_copy(update=update))
    return tuple(result), start


@st.composite
def workflows(draw: st.DrawFn) -> Workflow:
    steps, _ = numbered(draw(STEPS))
    trigger = EventTrigger(event=draw(TEXT), example=draw(TEXT))
    plain = to_plain(Workflow(note=draw(TEXT), trigger=trigger, steps=steps))
    if draw(st.booleans()):
        plain.setdefault("steps", []).append(draw(UNKNOWN))
    return Workflow.model_validate(plain)


@settings(max_examples=120, deadline=None)
@given(workflows())
def test_workflows_survive_their_file(flow: Workflow) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.flow.json"
        write_flow(path, flow)
        data = path.read_bytes()
        again = read_flow(path)
    assert again == flow
    assert to_bytes(again) == data
    assert data.endswith(b"}\n")
    assert b"\r" not in data


@settings(max_examples=60, deadline=None)
@given(workflows())
def test_what_is_written_fits_the_schema(flow: Workflow) -> None:
    VALIDATOR.validate(to_plain(flow))


VALIDATOR = Draft202012Validator(schema("flow"))


@settings(max_examples=60, deadline=None)
@given(workflows())
def test_the_journal_text_is_the_same_workflow(flow: Workflow) -> None:
    texts = StepTexts()
    for _ in range(2):
        assert to_workflow(parse(texts.text(flow)), Path("x")) == flow


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(Variable, name=st.text(min_size=1, max_size=5), value=TEXT),
        max_size=4,
        unique_by=lambda variable: variable.name,
    )
)
def test_environments_survive_their_file(variables: list[Variable]) -> None:
    hidden = Variable(name="the secret", secret=True)
    environment = Environment(variables=(*variables, hidden))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.env.json"
        write_environment(path, environment)
        plain = parse(path.read_bytes())
        assert read_environment(path) == environment
    Draft202012Validator(schema("environment")).validate(plain)


def test_the_schema_refuses_what_reading_refuses() -> None:
    good = {"trigger": {"kind": "event", "number": 1}}
    assert VALIDATOR.is_valid(good)
    step = {"kind": "request", "number": 2}
    assert VALIDATOR.is_valid({**good, "steps": [step, {"kind": "nova", "number": 3, "x": 1}]})
    for wrong in (
        {},
        {**good, "format": 2},
        {**good, "steps": [{**step, "url": 5}]},
        {**good, "steps": [{**step, "auth": {"kind": "bearer", "token": {"open": "x"}}}]},
        {**good, "steps": [{"number": 2}]},
    ):
        assert not VALIDATOR.is_valid(wrong), wrong
