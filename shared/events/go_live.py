"""Facts about when a system is to go live, and when it did. Stream `golive-{engagement_id}`, by engagement."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


@record
class GoLivePlanned:
    """On one of the tenant's days; that the day passes changes nothing else."""

    engagement_id: UUID
    planned_on: date


@record
class GoLiveRescheduled:
    engagement_id: UUID
    old: date
    new: date
    reason: str


@record
class LeadTimeViolated:
    """The day that was planned comes too soon after the launch of the change programme.

    The first that would not is `earliest`, by this version of the policy.
    """

    engagement_id: UUID
    planned_on: date
    launched_on: date
    earliest: date
    policy: int


@record
class WentLive:
    """With this release, past the fourth gate by this decision; `went_live_on` is day 0 of what is measured."""

    engagement_id: UUID
    release_id: UUID
    decision_id: UUID
    went_live_on: date


@record
class HandOverAccepted:
    """The word of whoever owns the system that goes on running; it holds as long as they own it."""

    engagement_id: UUID
    owner: UUID
    accepted_on: date


GoLiveEvent: TypeAlias = GoLivePlanned | GoLiveRescheduled | LeadTimeViolated | WentLive | HandOverAccepted
