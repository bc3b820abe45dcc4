"""Who follows the log: so many subscriptions for each person, and each end makes room for another one."""

from contextlib import ExitStack
from uuid import UUID

import pytest

from gateway.listeners import Listeners, TooManySubscriptions

TENANT, NEIGHBOUR, PERSON, OTHER = map(UUID, ("1" * 32, "2" * 32, "3" * 32, "4" * 32))


def test_nobody_follows_more_than_so_many_and_an_end_makes_room() -> None:
    listeners = Listeners(most=2)
    with ExitStack() as running:
        running.enter_context(listeners.one_more(TENANT, PERSON))
        with listeners.one_more(TENANT, PERSON):
            with pytest.raises(TooManySubscriptions) as refused, listeners.one_more(TENANT, PERSON):
                pass
            assert refused.value.details == {"allowed": 2}
        running.enter_context(listeners.one_more(TENANT, PERSON))


def test_nobody_takes_the_room_of_another_person_or_tenant() -> None:
    listeners = Listeners(most=1)
    with (
        listeners.one_more(TENANT, PERSON),
        listeners.one_more(TENANT, OTHER),
        listeners.one_more(NEIGHBOUR, PERSON),
        pytest.raises(TooManySubscriptions),
        listeners.one_more(TENANT, PERSON),
    ):
        pass
