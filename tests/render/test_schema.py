"""The schemas that editors use: of draft 2020-12, explained throughout, and of one mind with our own reader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from hcroadmap.model import fields
from hcroadmap.model.observation import Flags
from hcroadmap.model.source import Delimiter, WideHead
from hcroadmap.model.vocabulary import SchemaName
from hcroadmap.read.files.text import decode_text
from hcroadmap.read.files.yaml import read_yaml
from hcroadmap.read.validate import read_record
from hcroadmap.render.schema import RECORDS, render

ROOT = Path(__file__).parents[2]
PROJECTS = (ROOT, *(ROOT / "hcroadmap" / "templates" / name for name in ("region", "sector", "digital", "empty")))
SHIPPED = [
    (project, file)
    for project in PROJECTS
    for file in [project / "targets.yaml", *(project / "config").rglob("*.yaml")]
]
Resolve = Callable[[str], Any]
kinds_of_file = pytest.mark.parametrize("name", SchemaName)

# How YAML 1.2 takes a text without quotes; editors follow it unless told otherwise.
CORE: tuple[tuple[str, Resolve], ...] = (
    (r"|~|null|Null|NULL", lambda text: None),  # noqa: ARG005
    (r"true|True|TRUE|false|False|FALSE", lambda text: text[0] in "tT"),
    (r"[-+]?[0-9]+", int),
    (r"0x[0-9a-fA-F]+", lambda text: int(text, 16)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
    (r"[-+]?\.(inf|Inf|INF)", lambda text: float(text.replace(".", ""))),
)


def yaml_1_2(text: str) -> Any:
    """A text without quotes as an editor sees it."""
    return next((resolve(text) for pattern, resolve in CORE if re.fullmatch(pattern, text)), text)


def yaml_1_1(text: str) -> Any:
    """The same in an editor that follows YAML 1.1: `no` is false, `010` is eight."""
    loader: Any = yaml.SafeLoader("")
    node = yaml.ScalarNode("", text)
    node.tag = loader.resolve(yaml.ScalarNode, text, (True, False))
    kind = node.tag.rpartition(":")[2]
    return loader.construct_object(node) if kind in ("int", "float", "bool", "null") else text


def as_seen(text: str, resolve: Resolve) -> Any:
    """A file as an editor sees it, keys as they were typed."""

    def plain(node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {key.value: plain(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [plain(item) for item in node.value]
        return resolve(node.value) if node.style is None else node.value

    return plain(yaml.compose(text, yaml.BaseLoader))


def judge(name: SchemaName) -> Draft202012Validator:
    """The judge of one kind of file."""
    return Draft202012Validator(json.loads(render(name)))


def is_read(name: SchemaName, text: str) -> bool:
    """Does our own reader find nothing wrong?"""
    source, _ = decode_text(text.encode(), "x.yaml")
    assert source
    root, found = read_yaml(source)
    return root is not None and not found and not read_record(RECORDS[name], root)[1]


def kind_of(project: Path, file: Path) -> SchemaName:
    """Which kind of file it is, by its place."""
    *_, folder, _ = ("", *file.relative_to(project).parts)
    return SchemaName(folder if folder in list(SchemaName) else file.stem)


def properties(schema: Any) -> Iterator[tuple[str, Any]]:
    """Every property of every mapping."""
    for part in [schema, *schema["$defs"].values()]:
        yield from part.get("properties", {}).items()


@kinds_of_file
def test_a_schema_is_one(name: SchemaName) -> None:
    """Valid under its metaschema, and what it refers to is in it."""
    schema = json.loads(render(name))
    Draft202012Validator.check_schema(schema)
    referred = set(re.findall(r'"#/\$defs/([^"]+)"', render(name)))
    assert referred == schema["$defs"].keys()


@kinds_of_file
def test_every_key_is_explained(name: SchemaName) -> None:
    """One short sentence each, and every word and kind of value too."""
    schema = json.loads(render(name))
    for key, form in properties(schema):
        if schema["$defs"].get("TargetValue") and key in ("min", "max"):
            continue  # explained by the value that holds them
        described = {**schema["$defs"].get(form.get("$ref", "").rpartition("/")[2], {}), **form}
        assert re.fullmatch(r"[A-Zp].{5,104}[.?]", described["description"]), key
    assert all(part["description"] for part in [schema, *schema["$defs"].values()])


def test_a_schema_knows_what_the_models_know() -> None:
    """Words, defaults, what is required, and where further keys are allowed."""
    targets, sources = json.loads(render(SchemaName.TARGETS)), json.loads(render(SchemaName.SOURCES))
    indicator, target = targets["$defs"]["Indicator"], targets["$defs"]["Target"]
    assert targets["$defs"]["Direction"]["enum"] == ["increase", "decrease"]
    assert (indicator["required"], target["required"]) == (["title"], ["period", "value"])
    assert (target["properties"]["path"]["default"], indicator["additionalProperties"]) == ("linear", False)
    assert "unread" not in str(sorted(indicator["properties"]))
    assert json.loads(render(SchemaName.SETTINGS))["properties"]["bands"]["default"] == {
        "on_track": 0.95, "behind": 0.6,
    }  # fmt: skip
    assert sources["$defs"]["Extract"]["additionalProperties"] == {
        "anyOf": [{"$ref": "#/$defs/Line"}, {"$ref": "#/$defs/Column"}]
    }


@pytest.mark.parametrize(("project", "file"), SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_we_ship_names_its_schema_and_keeps_it(project: Path, file: Path) -> None:
    """The first line leads an editor to the schema, and neither it nor our reader finds anything."""
    name, text = kind_of(project, file), file.read_text(encoding="utf-8")
    first = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", text.splitlines()[0])
    assert first
    assert (file.parent / first[1]).resolve() == project / "config" / "schemas" / f"{name}.json"
    for resolve in (yaml_1_1, yaml_1_2):
        assert [error.message for error in judge(name).iter_errors(as_seen(text, resolve))] == []
    assert is_read(name, text)


@kinds_of_file
def test_the_schemas_beside_our_files_are_those_we_print(name: SchemaName) -> None:
    """After a change of the models: hcroadmap schema NAME -o config/schemas/NAME.json."""
    assert (ROOT / "config" / "schemas" / f"{name}.json").read_text(encoding="utf-8") == render(name)


FINE = """\
indicators:
  x:
    title: 2020
    kind: share
    unit: {en: percent, nl: procent}
    goal: "3"
    limit: 1e2
    definitions: {2018: old, new.1: true}
    baseline: {period: 2014, value: 38%}
    target:
      - {period: 2020, value: {min: 20, max: 30.5}, every_year: true, agreed: 2015-11-20}
      - {period: 2020-Q4, value: doubling, every_year: no, agreed: 2016, reason: later}
    milestones: [{period: 2018/19, value: 39}]
    dimensions: {level: {members: [mbo, 1], complete: yes}}
    release: {every: year, lag: 18 months, grace: 2 weeks}
"""
MISTAKES = [
    ("    title: 2020", "    titel: 2020"),
    ("    title: 2020", "    title: [2020]"),
    ("    title: 2020", "    title:"),
    ("    title: 2020\n", ""),
    ("kind: share", "kind: shares"),
    ("kind: share", "direction: up"),
    ("nl: procent", "nl: [procent]"),
    ('goal: "3"', "goal: 3.5"),
    ('goal: "3"', "goal: many"),
    ("limit: 1e2", "limit: a lot"),
    ("2018: old", "a b: old"),
    ("value: 38%", "value: [1]"),
    ("value: 38%", "value: {en: 38%}"),
    ("value: 38%", "value: often"),
    ("period: 2014, ", ""),
    ("period: 2014", "period: 2014-13"),
    ("period: 2014", "period: 20144"),
    ("min: 20, max", "min: 20, maximum"),
    ("min: 20, ", ""),
    ("every_year: true", "every_year: maybe"),
    ("agreed: 2015-11-20", "agreed: 20-11-2015"),
    ("value: doubling", "value: [2x]"),
    ("value: doubling", "values: doubling"),
    ("[{period: 2018/19, value: 39}]", "{period: 2018/19, value: 39}"),
    ("members: [mbo, 1]", "members: mbo"),
    ("complete: yes", "complete: 2"),
    ("18 months", "18 maanden"),
    ("18 months", "18"),
    ("    release", "    decimals: 12\n    release"),
]


def test_whatever_may_be_typed_in_several_ways_may_be_so_in_an_editor() -> None:
    """Numbers, words for yes and no, a text or one a language, a value or a band."""
    assert is_read(SchemaName.TARGETS, FINE)
    for resolve in (yaml_1_1, yaml_1_2):
        assert [error.message for error in judge(SchemaName.TARGETS).iter_errors(as_seen(FINE, resolve))] == []


@pytest.mark.parametrize(("right", "wrong"), MISTAKES)
def test_a_mistake_is_one_for_both(right: str, wrong: str) -> None:
    """What people mistype is underlined while they do it, and found by `validate`."""
    assert FINE.count(right) == 1
    text = FINE.replace(right, wrong)
    assert not is_read(SchemaName.TARGETS, text)
    for resolve in (yaml_1_1, yaml_1_2):
        assert not judge(SchemaName.TARGETS).is_valid(as_seen(text, resolve))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (SchemaName.SETTINGS, "language: fr"),
        (SchemaName.SETTINGS, "methode: linear"),
        (SchemaName.SETTINGS, "bands: {on_track: 95 procent}"),
        (SchemaName.ACTIVITIES, "activities: {x: {title: X, register: {name: A}}}"),
        (SchemaName.ACTIVITIES, "activities: {x: {title: X, entries: []}}"),
        (SchemaName.ACTIVITIES, "activities: {x: {title: X, updates: [{on: 2016-05-12, state: busy}]}}"),
        (SchemaName.SOURCES, "sources: [{layout: x}]"),
        (SchemaName.SOURCES, "sources: [{file: a.csv, observations: [{indicator: x, level: [hbo]}]}]"),
        (SchemaName.SOURCES, "sources: [{file: a.csv, observations: [{indicator: x, status: Z}]}]"),
        (SchemaName.LAYOUTS, "delimiter: pipe"),
        (SchemaName.LAYOUTS, "wide: TOTAAL"),
        (SchemaName.LAYOUTS, "period: jaar"),
        (SchemaName.COMMENTARY, "explanations: {x: {author: A}}"),
        (SchemaName.COMMENTARY, "acknowledgements: {x: {owner: A, reason: B}}"),
    ],
)
def test_a_mistake_in_another_file_is_one_for_both(name: SchemaName, text: str) -> None:
    """Each kind of file has its own."""
    assert not is_read(name, text)
    assert not judge(name).is_valid(as_seen(text, yaml_1_2))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (SchemaName.ACTIVITIES, "activities: {x: {title: X, register: []}}"),
        (
            SchemaName.SOURCES,
            "sources: [{file: a.csv, observations: [{indicator: x, level: hbo, status: , sum: no}]}]",
        ),
        (SchemaName.SOURCES, "sources: [{file: a.csv, observations: [{indicator: x, level: {column: L}}]}]"),
        (SchemaName.LAYOUTS, "{wide: 'T{year}', missing: [x, '.'], period: {column: Jaar}, header: 2}"),
        (SchemaName.COMMENTARY, "explanations: {x: {text: {nl: Ja}}}"),
    ],
)
def test_what_is_fine_in_another_file_is_so_for_both(name: SchemaName, text: str) -> None:
    """Further keys where they are allowed, one or many, and empty lists that mean something."""
    assert is_read(name, text)
    assert judge(name).is_valid(as_seen(text, yaml_1_2))


SCALARS: tuple[Any, ...] = (
    fields.Id, fields.Line, fields.Wording, fields.Truth, fields.Whole, fields.Decimals, fields.Number, fields.Day,
    fields.PeriodField, fields.DurationField, fields.LevelField, fields.TargetValue, fields.Share,
    Flags, Delimiter, WideHead,
)  # fmt: skip
READERS: dict[Any, TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in SCALARS}
FORMS = {kind: reader.json_schema() for kind, reader in READERS.items()}
JUDGES = {kind: Draft202012Validator(form) for kind, form in FORMS.items()}
EXACT = (fields.Id, fields.Line, fields.Wording, fields.Truth, fields.Whole, fields.Decimals, fields.Number,
         fields.DurationField, Flags, Delimiter)  # fmt: skip
GLYPHS = "0123456789-/.,%+−×x SQEeABpPabcinofdymr"


def reads(kind: Any, value: Any) -> bool:
    """Does our reader take this text?"""
    try:
        READERS[kind].validate_python(value)
    except ValidationError:
        return False
    return True


def texts(kind: Any) -> st.SearchStrategy[str]:
    """Texts that fit, nearly fit and do not fit; short enough to be read, without line ends."""
    form = FORMS[kind]
    words = st.sampled_from([str(word) for word in form.get("enum", [""])])
    fitting = st.from_regex(re.compile(form.get("pattern", "x")), fullmatch=True)
    typed = words | fitting | st.text(GLYPHS, max_size=12)
    return typed.filter(lambda text: len(text) <= 60 and text.isprintable())


@given(st.sampled_from(SCALARS).flatmap(lambda kind: st.tuples(st.just(kind), texts(kind))))
@example((fields.Truth, "ja"))
@example((fields.Line, "no"))
@example((fields.Id, "2018"))
@example((fields.Whole, "010"))
@example((fields.Number, "1e5"))
@example((fields.PeriodField, "0800"))
@example((fields.LevelField, "4 op de 10"))
@example((fields.TargetValue, "+2 procentpunten"))
@example((fields.TargetValue, "Verdubbeling"))
@example((fields.Share, "0.5%"))
@example((fields.DurationField, "quarters"))
@example((WideHead, "T{year}"))
def test_an_editor_underlines_nothing_that_we_read(typed: tuple[Any, str]) -> None:
    """With quotes and without, by YAML 1.1 and 1.2."""
    kind, text = typed
    if reads(kind, text):
        assert JUDGES[kind].is_valid(text)
        for seen in (yaml_1_1(text), yaml_1_2(text)):
            assert seen is None or text != text.strip() or JUDGES[kind].is_valid(seen)


@given(st.sampled_from(EXACT).flatmap(lambda kind: st.tuples(st.just(kind), texts(kind))))
def test_what_can_be_said_by_a_pattern_is_said_exactly(typed: tuple[Any, str]) -> None:
    """Between quotes an editor takes what we take, and nothing else."""
    kind, text = typed
    assert JUDGES[kind].is_valid(text) == reads(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (fields.PeriodField, "2015-02-30"), (fields.PeriodField, "2014/16"), (fields.PeriodField, "800"),
        (fields.Day, "2015-02-30"), (fields.LevelField, "5 in 4"), (fields.LevelField, "50,000"),
        (fields.LevelField, "1 2"), (fields.LevelField, "0x1F"), (fields.LevelField, ".inf"),
        (fields.LevelField, "1" * 61), (fields.TargetValue, "5 in 4"), (fields.Whole, "1e3"),
        (fields.Share, "-1%"), (WideHead, "{year}{year}"),
    ],
)  # fmt: skip
def test_where_an_editor_knows_less_than_we_do(kind: Any, text: str) -> None:
    """Known and written down in `model/fields.py`: these are found by `validate` alone."""
    assert JUDGES[kind].is_valid(yaml_1_2(text))
    assert not reads(kind, text)


@pytest.mark.parametrize("text", ["null", "~"])
def test_what_an_editor_takes_for_nothing(text: str) -> None:
    """The one way in which an editor is stricter: we read the word that was typed."""
    assert reads(fields.Wording, text)
    assert not JUDGES[fields.Wording].is_valid(yaml_1_2(text))
