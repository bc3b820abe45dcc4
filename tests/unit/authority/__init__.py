"""Who holds which role, folded from the facts about people."""
