"""A private Apache Kafka on this machine: fetched once by Maven, run by the Java that is here."""
