"""The policy of hardening: what ships is whole, and what is not whole is never read."""

from importlib.resources import files

import pytest

from services.engagement.domain.hardening_policy import (
    HARDENING_POLICIES,
    LATEST_HARDENING,
    SHIPPED_HARDENING,
    read_hardening,
)
from shared.events.datasets import DatasetKind
from shared.policy.shipped import CatalogueInvalid

TEXT = files("services.engagement.domain").joinpath(SHIPPED_HARDENING[-1]).read_text("utf-8")


def test_the_latest_version_holds_for_what_is_recorded_now() -> None:
    assert LATEST_HARDENING == HARDENING_POLICIES[max(HARDENING_POLICIES)] == read_hardening(TEXT)
    assert len(HARDENING_POLICIES) == len(SHIPPED_HARDENING)


def test_every_kind_of_data_reads_in_both_languages() -> None:
    assert set(LATEST_HARDENING.kinds) == set(DatasetKind)
    assert all(each.label.en != each.label.fr for each in LATEST_HARDENING.kinds.values())


@pytest.mark.req("RH1")
@pytest.mark.parametrize("kind", ["curated", "synthetic"])
def test_no_policy_lets_data_count_that_were_made_for_the_trial(kind: str) -> None:
    with pytest.raises(CatalogueInvalid, match=f"no policy lets {kind} data count"):
        read_hardening(TEXT.replace(f"{kind}, counts: false", f"{kind}, counts: true"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1", "version: 0"),
        ("fresh_days: 60", "fresh_days: 0"),
        ("fresh_days: 180", "fresh_days: soon"),
        ("fresh_days: 60", "fresh_days: 60, stale_days: 3"),
        ("name: other", "name: sampled"),
        ("name: other", "name: leftovers"),
        ("  - {name: other", "  # - {name: other"),
        (", fr: Autre", ""),
        ("counts: true", "counts: sometimes"),
        ("version: 1", "version: 1\nmore: 1"),
    ],
)
def test_what_is_not_whole_is_never_read(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(CatalogueInvalid):
        read_hardening(TEXT.replace(old, new))
