"""Going live: planned, moved, refused while anything blocks, done, and handed over."""

from services.engagement.domain.go_live.commands import AcceptHandOver, GoLive, PlanGoLive, RescheduleGoLive
from services.engagement.domain.go_live.rules import GO_LIVE

__all__ = ["GO_LIVE", "AcceptHandOver", "GoLive", "PlanGoLive", "RescheduleGoLive"]
