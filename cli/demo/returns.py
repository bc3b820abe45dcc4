"""What it came to: who had to step in, what was reported of it, and the return as reported and as known."""

from datetime import date
from decimal import Decimal

from cli.client import Answer
from cli.demo.reading import Read

RETURNS = """
query Returns($engagement: ID!) {
  engagement(id: $engagement) {
    interventions(first: 20) { nodes { firedIn dueOn effective trigger { name } owner { name } } }
    roi {
      asReported { digest intact reckoned { ...Told } }
      asKnown { ...Told }
      difference { figure before after because { type reason } }
    }
    roiReport { canonical html pdf }
    adoptionReport { asReported { digest publishedDigest intact canonical html pdf } }
  }
}
fragment Told on RoiReckoned { figures { figure amount { minor currency } share } }
"""


class Named(Read):
    name: str | None


class Intervention(Read):
    fired_in: int
    due_on: date
    effective: bool | None
    trigger: Named | None
    owner: Named | None


class Interventions(Read):
    nodes: tuple[Intervention, ...]


class Sum(Read):
    minor: int
    currency: str


class Figure(Read):
    """An amount, or a share of what the pilot and scaling cost."""

    figure: str
    amount: Sum | None
    share: Decimal | None


class Reckoned(Read):
    figures: tuple[Figure, ...]


class Reported(Read):
    digest: str | None
    intact: bool
    reckoned: Reckoned | None


class Cause(Read):
    type: str
    reason: str | None


class Difference(Read):
    figure: str
    before: Decimal | None
    after: Decimal | None
    because: tuple[Cause, ...]


class Roi(Read):
    as_reported: Reported | None
    as_known: Reckoned | None
    difference: tuple[Difference, ...]


class AdoptionReport(Read):
    """`pdf` in base64."""

    digest: str
    published_digest: str | None
    intact: bool | None
    canonical: str
    html: str
    pdf: str


class AdoptionReports(Read):
    as_reported: AdoptionReport | None


class RoiReport(Read):
    """`pdf` in base64."""

    canonical: str
    html: str
    pdf: str


class Returns(Read):
    interventions: Interventions
    roi: Roi | None
    adoption_report: AdoptionReports | None
    roi_report: RoiReport | None

    @property
    def report(self) -> AdoptionReport | None:
        return self.adoption_report.as_reported if self.adoption_report else None

    @property
    def published(self) -> str | None:
        """The digest of the return, where it was published."""
        return self.roi.as_reported.digest if self.roi and self.roi.as_reported else None


def returns_of(answer: Answer) -> Returns:
    return Returns.model_validate(answer)
