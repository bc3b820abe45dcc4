"""What the rules of frameworks make of facts and statements: a verdict, always the same of the same."""
