"""The fields of a record become columns, and values come back as they went in."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

import pytest
from sqlalchemy.schema import CreateTable

from shared.kernel.record import record
from shared.projecting.columns import columns
from shared.projecting.compiled import DIALECT
from shared.projecting.projection import Projection
from shared.projecting.tables import live_rows, tables
from shared.projecting.views import Views
from tests.sample.things import PROJECTIONS, RATINGS, THINGS, Kind, Note, Thing


@record
class Everything:
    id: UUID
    name: str
    kind: Kind
    size: Literal["small", "large"]
    count: int
    flag: bool
    price: Decimal
    at: datetime
    on: date
    note: Note
    labels: tuple[str, ...]
    maybe: str | None = None
    maybe_note: Note | None = None


def test_each_type_has_its_column() -> None:
    assert {name: column.sql for name, column in columns(Everything).items()} == {
        "id": "uuid",
        "name": "text",
        "kind": "text",
        "size": "text",
        "count": "bigint",
        "flag": "boolean",
        "price": "numeric",
        "at": "timestamptz",
        "on": "date",
        "note": "jsonb",
        "labels": "jsonb",
        "maybe": "text",
        "maybe_note": "jsonb",
    }


def test_what_may_be_missing_may_be_null() -> None:
    nullable = {name for name, column in columns(Everything).items() if column.nullable}
    assert nullable == {"maybe", "maybe_note"}


def test_what_the_driver_gives_otherwise_is_read_into_its_own_type() -> None:
    kinds = columns(Everything)
    read = {name: column.read for name, column in kinds.items() if column.read}
    assert set(read) == {"kind", "note", "labels", "maybe_note"}
    assert read["kind"]("round") is Kind.ROUND
    assert read["note"]('{"author": "Ana", "lines": ["one"]}') == Note(author="Ana", lines=("one",))
    assert read["labels"]('["a", "b"]') == ("a", "b")
    assert read["maybe_note"](None) is None


def test_texts_sort_the_same_on_every_server() -> None:
    statement = str(CreateTable(tables(RATINGS).live).compile(dialect=DIALECT))
    assert 'scope TEXT COLLATE "C" NOT NULL' in statement


def test_the_live_table_is_keyed_by_tenant_and_key_and_the_past_also_by_its_beginning() -> None:
    both = tables(RATINGS)
    assert both.live.name == "ratings_v3"
    assert [column.name for column in both.live.primary_key] == ["tenant_id", "thing_id", "by"]
    assert both.past.name == "ratings_v3_past"
    assert [column.name for column in both.past.primary_key] == ["tenant_id", "thing_id", "by", "since_seq"]
    assert both.past.c.until_seq.nullable is False


def test_every_index_is_led_by_the_tenant() -> None:
    both = tables(THINGS)
    for table in (both.live, both.past):
        assert [[column.name for column in index.columns] for index in table.indexes] == [
            ["tenant_id", "engagement_id", "title"]
        ]


def test_a_query_sees_the_fields_of_the_row_and_nothing_else() -> None:
    assert [column.name for column in live_rows(THINGS).columns] == list(columns(Thing))


def test_a_name_that_postgres_would_cut_is_refused() -> None:
    endless: Projection[Thing] = Projection(
        name="x" * 50, version=1, row=Thing, key=("thing_id",), handles=(), keys=THINGS.keys, fold=THINGS.fold
    )
    with pytest.raises(ValueError, match="longer than 50"):
        tables(endless)


def test_the_fingerprint_changes_with_name_version_key_and_columns_and_with_nothing_else() -> None:
    def fingerprint(*projections: Projection[Thing]) -> str:
        return Views(service="sample", projections=projections, readers="nobody").fingerprint

    def things(name: str = "things", version: int = 1, row: type = Thing) -> Projection[Thing]:
        return Projection(
            name=name, version=version, row=row, key=("thing_id",), handles=(), keys=THINGS.keys, fold=THINGS.fold
        )

    variants = [things(), things(name="stuff"), things(version=2), things(row=Everything), THINGS]
    assert len({fingerprint(each) for each in variants}) == 4
    assert fingerprint(things(), things(version=2)) == fingerprint(things(version=2), things())
    assert len(Views(service="sample", projections=PROJECTIONS, readers="nobody").fingerprint) == 8
