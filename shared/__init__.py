"""What every service of Fairway stands on. Nothing in here knows a service."""
