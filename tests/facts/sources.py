"""Household claims as a source of data: Cleo owns them and approves what Bo asked for, Dee decides their class."""

from datetime import date
from uuid import UUID

from shared.events.sources import (
    DataAccessApproved,
    DataAccessRequested,
    DataAccessRevoked,
    DataClass,
    DataClassified,
    DataSourceOwnerNamed,
    DataSourceOwnerVacated,
    DataSourceRegistered,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO, CLEO

SOURCE_ID, ACCESS_ID = UUID(int=0x51), UUID(int=0xAC)

SOURCE_REGISTERED = DataSourceRegistered(
    source_id=SOURCE_ID,
    engagement_id=ENGAGEMENT,
    name="Household claims",
    description="All claims since 2019, with their letters.",
    owner=CLEO,
)
SOURCE_OWNER_NAMED = DataSourceOwnerNamed(source_id=SOURCE_ID, owner=ANA)
SOURCE_OWNER_LEFT = DataSourceOwnerVacated(source_id=SOURCE_ID, owner=CLEO, reason="The person was erased.")
CLASSIFIED = DataClassified(source_id=SOURCE_ID, data_class=DataClass.CONFIDENTIAL, personal_data=True)
ACCESS_REQUESTED = DataAccessRequested(
    source_id=SOURCE_ID,
    access_id=ACCESS_ID,
    purpose="Ground the drafts in the policy's own text.",
    scope="Claims of the last two years, without health data.",
    requester=BO,
)
ACCESS_APPROVED = DataAccessApproved(source_id=SOURCE_ID, access_id=ACCESS_ID, until=date(2026, 8, 31))
ACCESS_REVOKED = DataAccessRevoked(
    source_id=SOURCE_ID, access_id=ACCESS_ID, reason="The drafts no longer quote from claims."
)
