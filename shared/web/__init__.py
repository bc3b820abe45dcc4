"""The edge of a process: who asks, what a client may hold in its hands unaltered, and how services answer."""
