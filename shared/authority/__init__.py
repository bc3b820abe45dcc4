"""Who may do what: the facts about people, folded to the roles they hold. Pure; every service stands on it."""
