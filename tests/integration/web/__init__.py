"""What the web side does over real sockets."""
