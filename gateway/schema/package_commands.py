"""What can be done for the governance package: it is put together."""

from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.answers import Command, Consistency, Given, Rejection, commanded, record_it, rejectable
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.ids import named
from gateway.schema.packages import GovernancePackage, packages_of
from services.gates.contracts import packages
from shared.projecting.as_of import LIVE


@strawberry.type(description="The package that was assembled, or why nothing was recorded.")
class PackagePayload:
    package: GovernancePackage | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: packages.AssemblePackage) -> Self:
        consistency = await record_it(info, asked, command)
        found = await packages_of(info, LIVE, command.engagement_id)
        made = next((each for each in found if is_of(each, command.package_id)), None)
        return cls(package=made, consistency=consistency)


def is_of(package: GovernancePackage, package_id: UUID) -> bool:
    return package.row.package_id == package_id


@strawberry.input(description="`expectedVersion` counts the packages of the engagement.")
class AssemblePackageInput(EngagementInput):
    pass


@strawberry.type
class PackageMutations:
    @rejectable("Put the governance package together: complete, or not at all.")
    async def assemble_package(self, info: Info, given: Given[AssemblePackageInput]) -> PackagePayload:
        asked, engagement_id = await commanded(info, given), named("Engagement", "engagementId", given.engagement_id)
        command = packages.AssemblePackage(engagement_id=engagement_id, package_id=asked.new("governance package"))
        return await PackagePayload.after(info, asked, command)
