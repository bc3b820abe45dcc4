"""The life of one pilot, played from its file through the public API and shown as it then stands."""
