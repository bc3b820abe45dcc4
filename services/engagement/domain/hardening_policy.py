"""The policy of hardening: data of which kinds count for a validation, and how long what was found holds."""

from collections.abc import Mapping
from datetime import timedelta

from shared.events.datasets import DatasetKind
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, Label, each_once, label_of, one_of, read_yaml, versions

NEVER_COUNT = frozenset({DatasetKind.CURATED, DatasetKind.SYNTHETIC})


@record
class KindPolicy:
    kind: DatasetKind
    label: Label
    counts: bool


@record
class HardeningPolicy:
    """A validation is fresh for so long after its run, an approval of a grounding source after it was given."""

    version: int
    validation_fresh: timedelta
    grounding_fresh: timedelta
    kinds: Mapping[DatasetKind, KindPolicy]

    def counts(self, kind: DatasetKind) -> bool:
        return self.kinds[kind].counts


def read_hardening(text: str) -> HardeningPolicy:
    match read_yaml(text):
        case {
            "version": int(version),
            "validation": {"fresh_days": int(validation), **in_validation},
            "grounding": {"fresh_days": int(grounding), **in_grounding},
            "kinds": [*kinds],
            **others,
        } if min(version, validation, grounding) > 0 and not (in_validation or in_grounding or others):
            read = tuple(map(_kind, kinds))
        case _:
            raise CatalogueInvalid("a policy has a version, days of freshness, all counted from 1, and kinds of data")
    each_once("the kinds of data", (each.kind for each in read))
    if {each.kind for each in read} != set(DatasetKind):
        raise CatalogueInvalid("a policy says of every kind of data whether it counts")
    return HardeningPolicy(
        version=version,
        validation_fresh=timedelta(days=validation),
        grounding_fresh=timedelta(days=grounding),
        kinds={each.kind: each for each in read},
    )


def _kind(given: object) -> KindPolicy:
    match given:
        case {"name": name, "counts": bool(counts), **label}:
            kind = one_of(DatasetKind, name)
        case _:
            raise CatalogueInvalid(
                f"a kind of data has a name, counts or does not, and reads in both languages: {given}"
            )
    if counts and kind in NEVER_COUNT:
        raise CatalogueInvalid(f"no policy lets {kind} data count: they say nothing of production")
    return KindPolicy(kind=kind, label=label_of(label), counts=counts)


SHIPPED_HARDENING = ("hardening_v1.yaml",)
HARDENING_POLICIES: Mapping[int, HardeningPolicy] = versions(read_hardening, SHIPPED_HARDENING, __package__)
LATEST_HARDENING = HARDENING_POLICIES[max(HARDENING_POLICIES)]
