"""The whole life of a pilot, played from its file through the public API."""
