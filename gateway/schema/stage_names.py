"""The names of the five stages, for all types that say which stage they mean."""

from typing import TypeAlias

import strawberry

from shared.events.stages import Stage

strawberry.enum(Stage, name="StageName", description="In the order in which they are gone through.")
StageName: TypeAlias = Stage
