"""How Fairway is put together and started."""
