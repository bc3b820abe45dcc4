"""Why something asked of a gate may be refused."""

from shared.kernel.refusal import Refused


class CriteriaNotAdopted(Refused):
    """Nobody has said yet which criteria the engagement is measured by: adopt them first."""


class GateStageNotEntered(Refused):
    """The stage was not entered: there is nothing to be decided about leaving it."""


class GateBehindGoLive(Refused):
    """The system went live on {day}: what came before it is decided on no more."""


class GateAlreadyRequested(Refused):
    """Somebody asked that this gate be decided already: that is decided on first."""


class GateNotRequested(Refused):
    """Nobody asks that this gate be decided: request it first."""


class NothingAskedAtGate(Refused):
    """The criteria that were adopted ask for nothing at this gate: nobody can pass it."""


class DomainNotSigned(Refused):
    """{domain} is no domain that is signed for at this gate; those are {known}."""


class SignOffRoleNotHeld(Refused):
    """{domain} is signed for by {roles}, and you hold no such role here."""


class DomainAlreadySigned(Refused):
    """Somebody else has signed for this domain as it stands: they withdraw it first."""


class SignedAnotherDomain(Refused):
    """You have signed for {domain}: each domain is signed for by another person."""


class OwnWorkSigned(Refused):
    """Whoever shows, says or approves something of a criterion does not sign for its domain: {criteria}."""


class AccountableOwnerSigns(Refused):
    """This is signed for by the person who answers for the model, and by nobody in their place."""


class GateStopped(Refused):
    """The gate was decided as a stop: it is passed again only after the stage is reopened."""


class SignOffOfAnother(Refused):
    """A sign-off is withdrawn by whoever gave it, and that is not you."""


class ReasonForOutcome(Refused):
    """Whoever does not let the gate pass says why."""


class DecisionAlreadyMade(Refused):
    """A decision with this id was already made, and reads differently."""


class VerdictDoesNotPass(Refused):
    """The gate is passed when everything it asks for is met, waived or not applicable; still lacking: {lacking}."""


class SignOffsLacking(Refused):
    """Every domain is signed for as it stands now before the gate is passed; still lacking: {lacking}."""


class SignerDecides(Refused):
    """You have signed for {domain}: somebody else decides."""


class SignerLostRole(Refused):
    """Whoever signed for {domain} holds none of {roles} here any more: somebody who does signs anew."""


class NeverWaived(Refused):
    """Some of what is unmet blocks until it is met, and no condition carries it: {lacking}."""


class NotCarriedByCondition(Refused):
    """Everything that is unmet is carried by a condition of its own; still lacking: {lacking}."""


class CarriesNothing(Refused):
    """{criterion} is nothing that is unmet at this gate, or another condition carries it already."""


class ConditionsMisplaced(Refused):
    """Conditions come with a conditional go, which has at least one, and with nothing else."""


class TooManyConditions(Refused):
    """A decision has at most {most} conditions."""


class ConditionNamedTwice(Refused):
    """Two of the conditions have the same id."""


class VerdictTooLong(Refused):
    """So much is asked for at once that the verdict is too long to be recorded: adopt fewer criteria."""


class GateDecisionNotFound(Refused):
    """This is not the last decision at the gate."""


class ConditionNotFound(Refused):
    """The decision has no such condition."""


class DecisionStandsNoMore(Refused):
    """The decision stands no more: nothing becomes of its conditions."""


class NotYourCondition(Refused):
    """A condition is met by its owner or by whoever leads, and that is not you."""


class ConditionMissed(Refused):
    """The condition was to be met by {due}: its decision is revoked."""


class ConditionStillUnmet(Refused):
    """The condition carries {criterion}, which is still {state}."""


class ConditionNotMissed(Refused):
    """The condition is met, or can still be met until {due}."""


class StandsAsDecided(Refused):
    """Everything that let the gate pass still does: the decision stands."""


class EngagementStoppedForGood(Refused):
    """The engagement was stopped: it goes no further."""


class EngagementIsParked(Refused):
    """The engagement is parked: resume it before it goes on."""
