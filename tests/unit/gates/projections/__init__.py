"""What each read model shows after the facts."""
