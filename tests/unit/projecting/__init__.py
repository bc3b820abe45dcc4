"""The parts of projecting that need no database."""
