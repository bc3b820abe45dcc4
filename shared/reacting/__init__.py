"""What happens by itself: reactions to what happened, and timers."""
