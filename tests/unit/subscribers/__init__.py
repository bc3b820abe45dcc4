"""The subscriber of examples/subscribers, without a broker."""
