"""What opens a link: the same key, the same kind of thing, and as many parts as lead to it."""

from datetime import UTC, datetime

import pytest

from gateway.links import LIFETIME, Asker, BadLink, LinkExpired, Sealer
from shared.web.signed import seal
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEY = bytes(32)
ASKER = Asker(tenant=ANA, person=BO, home=None, engagement_id=ENGAGEMENT)


def sealer(purpose: str = "letter", parts: int = 2, now: datetime = NOON) -> Sealer:
    return Sealer(key=KEY, purpose=purpose, parts=parts, now=lambda: now)


def test_a_link_leads_where_it_was_sealed_to() -> None:
    assert sealer().opened(sealer().sealed(ASKER, "a", 7), lambda _, to: list(to) == ["a", 7]) == (ASKER, ["a", 7])


@pytest.mark.parametrize("other", [sealer(purpose="card"), sealer(parts=1), sealer(parts=3)])
def test_nothing_else_opens_it(other: Sealer) -> None:
    with pytest.raises(BadLink):
        other.opened(sealer().sealed(ASKER, "a", 7), lambda _, __: True)


@pytest.mark.parametrize("payload", [(), ("a",), ("no id", "b", "c", "d", "a", 7, 1), (*4 * [str(BO)], "a", 7, "soon")])
def test_what_was_sealed_otherwise_is_no_link(payload: tuple[str | int, ...]) -> None:
    with pytest.raises(BadLink):
        sealer().opened(seal(KEY, "letter", payload), lambda _, __: True)


def test_what_was_meant_is_asked_before_whether_it_lives() -> None:
    link, late = sealer().sealed(ASKER, "a", 7), sealer(now=NOON + 2 * LIFETIME)
    with pytest.raises(BadLink):
        late.opened(link, lambda _, __: False)
    with pytest.raises(LinkExpired):
        late.opened(link, lambda _, __: True)
