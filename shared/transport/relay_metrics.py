"""What operators watch of the relay."""

from prometheus_client import Counter, Gauge

POSITION = Gauge("fairway_relay_position", "Last event that the topic has", ["topic", "tenant"])
LAG = Gauge("fairway_relay_lag_events", "Events that the topic does not have yet", ["topic", "tenant"])
SENT = Counter("fairway_relay_sent_total", "Records that Kafka acknowledged", ["topic"])
WITHHELD = Counter("fairway_relay_withheld_total", "Events left out since no record of the topic holds them", ["topic"])
WAITING = Gauge("fairway_relay_waiting", "Tenants that wait for a relay that knows their next event", ["topic"])
PAUSES = Counter("fairway_relay_pauses_total", "Pauses since Kafka or the database did not answer")
