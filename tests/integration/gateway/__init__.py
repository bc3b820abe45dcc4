"""The gateway's rules, over real sockets."""
