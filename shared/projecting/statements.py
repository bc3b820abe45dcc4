"""The SQL that loads and stores the rows of one projection, a batch at a time.

COPY would be refused, since the tables keep tenants apart row by row. Rows travel as one JSON array, which takes Python
a third of the time that arrays per column take; keys and positions travel as arrays.
"""

import re
from functools import cache, lru_cache
from typing import Any

from shared.kernel.record import record
from shared.projecting.columns import columns
from shared.projecting.projection import Projection
from shared.projecting.tables import table_name

PLACE = re.compile(r"\$(\d+)")
LOAD = "select {t_row} from {keys} join {live} t on {matching} where t.tenant_id = $1"
SUPERSEDE = """
insert into {live}_past (tenant_id, {row}, until_seq)
select t.tenant_id, {t_row}, given.until_seq from {ended_keys} join {live} t on {matching} where t.tenant_id = $1
"""
DELETE = "delete from {live} t using {keys} where t.tenant_id = $1 and {matching}"
UPSERT = """
insert into {live} (tenant_id, {row})
select $1, given.* from rows from (json_to_recordset($2) as ({fields}), unnest($3::text[]), unnest($4::bigint[])) given
on conflict (tenant_id, {key}) do update set {replaced}
"""
REMEMBER = """
insert into {live}_past (tenant_id, {row}, until_seq)
select $1, given.* from rows from
  (json_to_recordset($2) as ({fields}), unnest($3::text[]), unnest($4::bigint[]), unnest($5::bigint[])) given
"""
DELETE_SCOPE = "delete from {live} where tenant_id = $1 and scope = $2"
DELETE_PAST_SCOPE = "delete from {live}_past where tenant_id = $1 and scope = $2"


@record
class Statements:
    """All take the tenant first.

    `load` and `delete` take keys, an array per column; `supersede` the keys of stored rows and where each ended;
    `upsert` rows, their scopes and since when they are; `remember` the same of rows that came and went within the
    batch, and where each ended.
    """

    load: str
    supersede: str
    delete: str
    upsert: str
    remember: str
    delete_scope: str
    delete_past_scope: str


@cache
def statements(projection: Projection[Any]) -> Statements:
    kinds = {name: column.sql for name, column in columns(projection.row).items()}
    keys = {name: kinds[name] for name in projection.key}
    row = [*kinds, "scope", "since_seq"]
    words = {
        "live": table_name(projection),
        "row": ", ".join(row),
        "t_row": ", ".join(f"t.{name}" for name in row),
        "fields": ", ".join(f"{name} {kind}" for name, kind in kinds.items()),
        "key": ", ".join(keys),
        "matching": " and ".join(f"t.{name} = given.{name}" for name in keys),
        "replaced": ", ".join(f"{name} = excluded.{name}" for name in row if name not in keys),
        "keys": _arrays(keys),
        "ended_keys": _arrays({**keys, "until_seq": "bigint"}),
    }
    return Statements(
        load=LOAD.format(**words),
        supersede=SUPERSEDE.format(**words),
        delete=DELETE.format(**words),
        upsert=UPSERT.format(**words),
        remember=REMEMBER.format(**words),
        delete_scope=DELETE_SCOPE.format(**words),
        delete_past_scope=DELETE_PAST_SCOPE.format(**words),
    )


@lru_cache(maxsize=1_000)
def together(texts: tuple[str, ...]) -> str:
    """One statement of several, which takes the tenant and then the other values of each in turn."""
    if len(texts) == 1:
        return texts[0]
    parts, before = list[str](), 0
    for number, text in enumerate(texts):
        parts.append(f"part_{number} as ({_shifted(text, before)})")
        before += max(map(int, PLACE.findall(text))) - 1
    return f"with {', '.join(parts)} select"


def _shifted(text: str, places: int) -> str:
    """With all values but the tenant so many places further on."""
    return PLACE.sub(lambda found: "$1" if found[1] == "1" else f"${int(found[1]) + places}", text)


def _arrays(kinds: dict[str, str]) -> str:
    places = ", ".join(f"${place}::{kind}[]" for place, kind in enumerate(kinds.values(), start=2))
    return f"unnest({places}) as given ({', '.join(kinds)})"
