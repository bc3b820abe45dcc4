"""What gates decide: frameworks, facts, evidence, verdicts and decisions; no database, no clock, no network."""
