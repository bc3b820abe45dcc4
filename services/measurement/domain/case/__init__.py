"""The business case: what a system is expected to bring and to cost, told before it is live."""
