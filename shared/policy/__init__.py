"""Policy that ships as data: how its YAML is read, what its labels are, and how its editions are kept."""
