"""What can be asked of a round, and why it may be refused."""

from typing import TypeAlias
from uuid import UUID

from shared.events.portfolio import Factor
from shared.kernel.money import Money
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class OpenPortfolioRound:
    round_id: UUID
    name: str


@record
class EnterCandidate:
    round_id: UUID
    engagement_id: UUID


@record
class ValueCandidate:
    """`yearly` None: as the engagement's business case says."""

    round_id: UUID
    engagement_id: UUID
    yearly: Money | None
    reason: str


@record
class ScoreCandidate:
    """`score` None, for the complexity of the change alone: as the engagement's population says."""

    round_id: UUID
    engagement_id: UUID
    factor: Factor
    score: int | None
    reason: str


@record
class WithdrawCandidate:
    round_id: UUID
    engagement_id: UUID
    reason: str


@record
class RankPortfolio:
    """`candidates` are those whose registers the ranking stands on: all who are in the round."""

    round_id: UUID
    candidates: tuple[UUID, ...]


RoundCommand: TypeAlias = OpenPortfolioRound | EnterCandidate | ValueCandidate | ScoreCandidate | WithdrawCandidate


class RoundNotFound(Refused):
    """There is no such round."""


class RoundAlreadyOpen(Refused):
    """A round with this id was already opened, as {name}."""


class CandidateNotEntered(Refused):
    """This engagement is no candidate of the round: enter it first."""


class TooManyCandidates(Refused):
    """A round has at most {most} candidates."""


class ValueInAnotherCurrency(Refused):
    """The candidates of this round are valued in {currency}: one round, one currency."""


class FactorNotScored(Refused):
    """{factor} is not scored from 1 to 5: it is an amount."""


class NoWorthOnRecord(Refused):
    """No business case is on record that is worth anything in a year: say what full deployment is worth."""


class NoPopulationOnRecord(Refused):
    """No population is on record, which would say how hard the change is: give the score."""


class NothingToRank(Refused):
    """A ranking compares at least two candidates."""


class CandidatesNotScored(Refused):
    """Every candidate is valued and scored before they are ranked; still lacking: {count}."""


class CandidateStopped(Refused):
    """What was stopped goes nowhere first: withdraw it from the round; stopped so far: {count}."""


class CandidatesChanged(Refused):
    """Somebody entered another candidate at this very moment: rank again."""
