"""What every store of evidence files does."""
