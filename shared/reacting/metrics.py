"""What operators watch of reactions and timers."""

from prometheus_client import Counter, Gauge

REACTION_LAG = Gauge(
    "fairway_reaction_lag_events", "Events that a reaction has not looked at yet", ["service", "reaction", "tenant"]
)
REACTIONS = Counter("fairway_reactions_total", "Commands that reactions gave", ["service", "reaction", "outcome"])
PARKED = Counter("fairway_reaction_parked_total", "Events that a reaction failed on", ["service", "reaction"])
TIMERS = Counter("fairway_timers_total", "Commands that timers gave", ["service", "kind", "outcome"])
TIMER_DELAY = Gauge("fairway_timer_delay_seconds", "How late the timer was that was given last", ["service", "kind"])
