"""The way in for people and programs: GraphQL over the services' contracts, and what protects it."""
