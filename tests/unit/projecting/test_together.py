"""Several statements as one, which share the tenant."""

from shared.projecting.statements import together


def test_a_statement_by_itself_stays_as_it_is() -> None:
    assert together(("delete from a where t = $1 and b = $2",)) == "delete from a where t = $1 and b = $2"


def test_each_takes_its_values_after_those_of_the_one_before() -> None:
    texts = ("delete from a where t = $1 and b = $2 and c = $3", "insert into d values ($1, $2)", "select $1, $2, $2")
    assert together(texts) == (
        "with part_0 as (delete from a where t = $1 and b = $2 and c = $3), "
        "part_1 as (insert into d values ($1, $4)), "
        "part_2 as (select $1, $5, $5) select"
    )
