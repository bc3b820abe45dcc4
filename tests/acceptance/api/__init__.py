"""The public GraphQL API, as front ends use it: the real application, from the request to the answer."""
