"""The fact sheet: what events tell, on a day, and by which of them."""
