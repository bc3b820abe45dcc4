"""What a service promises to whoever calls it, in the same process or over HTTP: one suite for both."""
