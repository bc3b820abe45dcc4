"""The GraphQL schema, one module per noun: types, fields, mutations, and nothing but translation."""
