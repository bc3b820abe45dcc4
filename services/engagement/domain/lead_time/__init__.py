"""Where the time between a pilot's close and its go-live went: split so that the parts add up to the whole exactly."""
