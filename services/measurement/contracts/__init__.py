"""What another process may know of this service, part by part."""
