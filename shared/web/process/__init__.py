"""A process as others call it: what it offers over HTTP, behind a key that all share, and how well it is."""
