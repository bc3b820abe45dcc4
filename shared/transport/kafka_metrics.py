"""What operators watch of the way through Kafka."""

from prometheus_client import Counter, Gauge

RECORDS = Counter("fairway_kafka_records_total", "Records of the internal topic that were taken", ["group"])
DEAD = Counter("fairway_kafka_dead_letters_total", "Records that were not taken, by reason", ["group", "reason"])
LAG = Gauge("fairway_kafka_lag_records", "Records of our partitions that were not looked at yet", ["group"])
JOINED = Gauge("fairway_kafka_joined", "Whether this process has its place in the consumer group", ["group"])
ENTRIES_READ = Counter("fairway_log_entries_read_total", "Entries of the log that were read to be folded", ["source"])
