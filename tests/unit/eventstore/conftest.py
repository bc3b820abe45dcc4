"""What the tests of handling commands start from."""

import pytest

from tests.unit.eventstore.desk import Desk, set_up


@pytest.fixture
async def desk() -> Desk:
    return await set_up()
