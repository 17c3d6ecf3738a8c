"""Which field edits a value: decided by its type, and by `Ui.editor` where that leaves a choice."""

from __future__ import annotations

from collections.abc import Callable
from enum import EnumType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from builder.forms.automatic import HeadersField
from builder.forms.call_field import CallField
from builder.forms.choice_field import ChoiceField, MethodField
from builder.forms.code_field import CodeField
from builder.forms.connection_field import ConnectionField, PathField
from builder.forms.context import FormContext
from builder.forms.family_field import FamilyField, MakePage, ModelField
from builder.forms.field import Field
from builder.forms.file_field import FileField
from builder.forms.flow_field import FlowField
from builder.forms.number_field import NumberField
from builder.forms.part_table import PartTable
from builder.forms.required_table import RequiredTable
from builder.forms.rules_field import RulesField
from builder.forms.script_field import ScriptField
from builder.forms.secret_field import SecretField
from builder.forms.secret_table import SecretTable
from builder.forms.several_field import SeveralField
from builder.forms.spoken import spoken
from builder.forms.switch_field import SwitchField
from builder.forms.table_field import TableField
from builder.forms.text_field import LineField, TextField, UrlField
from builder.forms.zone_field import ZoneField
from builder.model.kind import Kind
from builder.model.rows import PartRow, RequiredField, SecretRow
from builder.model.rules import RuleSet
from builder.model.secret import Secret
from builder.model.text import TemplateText
from builder.model.ui import Editor, Ui, notes

OMITTED = "without_"
"""A sibling `without_NAME` of a table holds the automatic rows that are left out."""


def make_field(
    context: FormContext, model: type[BaseModel], name: str, make_page: MakePage
) -> Field:
    """The widget that edits one field of a model.

    Raises:
        TypeError: No widget edits values of that type.
    """
    info = model.model_fields[name]
    note = spoken(notes(model, name))
    made = _by_editor(context, note, info) or _by_type(context, note, model, name, make_page)
    if made is None:
        raise TypeError(f"no field edits {model.__name__}.{name} ({info.annotation})")
    made.name = name
    return made


def _has_references(info: FieldInfo) -> bool:
    return any(isinstance(note, TemplateText) for note in info.metadata)


def _by_editor(context: FormContext, note: Ui, info: FieldInfo) -> Field | None:
    references = _has_references(info)
    makers: dict[Editor, Callable[[], Field]] = {
        Editor.LINE: lambda: LineField(context, note, references),
        Editor.TEXT: lambda: TextField(context, note, references),
        Editor.CODE: lambda: (ScriptField if note.skeletons else CodeField)(
            context, note, references
        ),
        Editor.URL: lambda: UrlField(context, note),
        Editor.FILE: lambda: FileField(context, note, references),
        Editor.METHOD: lambda: MethodField(context, note),
        Editor.CONNECTION: lambda: ConnectionField(context, note),
        Editor.PATH: lambda: PathField(context, note),
        Editor.CALL: lambda: CallField(context, note),
        Editor.FLOW: lambda: FlowField(context, note),
        Editor.ZONE: lambda: ZoneField(context, note),
    }
    maker = makers.get(note.editor)
    return maker() if maker else None


def _by_type(
    context: FormContext, note: Ui, model: type[BaseModel], name: str, make_page: MakePage
) -> Field | None:
    info = model.model_fields[name]
    kind = info.annotation
    default = info.get_default(call_default_factory=True, validated_data={})
    if isinstance(default, Kind):
        family = type(default).family
        offered = {name: kind for name, kind in family.items() if name not in note.without}
        return FamilyField(context, note, offered, make_page)
    if get_origin(kind) is tuple:
        return _tuple(context, note, model, name, get_args(kind)[0])
    if isinstance(kind, EnumType):
        return ChoiceField(context, note, tuple(kind))  # type: ignore[arg-type]
    if isinstance(kind, type):
        return _by_class(context, note, info, kind, make_page)
    return None


def _by_class(
    context: FormContext, note: Ui, info: FieldInfo, kind: type[Any], make_page: MakePage
) -> Field | None:
    if kind is bool:
        return SwitchField(context, note)
    if kind in (int, float):
        return NumberField(context, note, Annotated[kind, *info.metadata])
    if kind is str:
        return LineField(context, note, _has_references(info))
    if issubclass(kind, Secret):
        return SecretField(context, note)
    if issubclass(kind, RuleSet):
        return RulesField(context, note)
    page = make_page(kind) if issubclass(kind, BaseModel) else None
    return ModelField(context, note, page) if page else None


def _tuple(
    context: FormContext, note: Ui, model: type[BaseModel], name: str, row: type[Any]
) -> Field | None:
    if isinstance(row, EnumType):
        return SeveralField(context, note, tuple(row))  # type: ignore[arg-type]
    if not {"enabled", "key", "value"} <= set(getattr(row, "model_fields", ())):
        return None
    if f"{OMITTED}{name}" in model.model_fields:
        return HeadersField(context, note, row)
    if issubclass(row, SecretRow):
        return SecretTable(context, note, row)
    if issubclass(row, PartRow):
        return PartTable(context, note, row)
    if issubclass(row, RequiredField):
        return RequiredTable(context, note, row)
    return TableField(context, note, row)
