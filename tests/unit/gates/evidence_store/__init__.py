"""The stores of evidence files, by one suite."""
