"""What `fairway rebuild` takes: a service, or one of its projections, whose tables are then reported."""

import pytest

from cli.failures import Unusable
from cli.rebuilding import names, told, wanted
from services.engagement.app import VIEWS
from services.engagement.projections import PROJECTIONS
from services.engagement.projections.gap_register import GAP_REGISTER
from services.gates.app import VIEWS as GATES
from shared.projecting.comparing import TableReport


def test_a_service_stands_for_all_its_tables() -> None:
    assert wanted("engagement").views == VIEWS
    assert wanted("engagement").tables == names(*PROJECTIONS)
    assert len(names(*PROJECTIONS)) == 2 * len(PROJECTIONS)


def test_each_service_has_its_own_views() -> None:
    assert wanted("gates").views == wanted("gate_decisions").views == GATES


def test_a_projection_stands_for_its_service_and_its_own_tables() -> None:
    which = wanted("gap_register")
    assert which.views == VIEWS
    assert which.tables == names(GAP_REGISTER)


def test_what_is_neither_is_refused_with_all_that_there_is() -> None:
    with pytest.raises(Unusable, match=r"no service or projection gaps; there are: engagement, .*gap_register"):
        wanted("gaps")


def test_a_table_is_told_with_what_only_one_side_has() -> None:
    assert told(TableReport(table="gaps", rows=7)) == ("gaps", "7", "0", "0", "equal")
    assert told(TableReport(table="gaps", rows=7, only_before=1)) == ("gaps", "7", "1", "0", "differs")
