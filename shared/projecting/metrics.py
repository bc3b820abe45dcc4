"""What operators watch of the views."""

from prometheus_client import Counter, Gauge, Histogram

POSITION = Gauge("fairway_projection_position", "Last event that the views show", ["service", "tenant"])
LAG = Gauge("fairway_projection_lag_events", "Events that the views do not show yet", ["service", "tenant"])
PARKED = Counter("fairway_projection_parked_total", "Scopes that were parked behind a poison event", ["service"])
DIVERGED = Gauge("fairway_projection_diverged", "Tenants whose log is not the one that the views know", ["service"])
BATCH_SECONDS = Histogram("fairway_projection_batch_seconds", "Time that a batch of events took", ["service"])
