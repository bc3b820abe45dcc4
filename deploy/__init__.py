"""Where Fairway runs: one folder for each way of putting its parts together."""
