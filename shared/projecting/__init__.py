"""Read models: a pure fold per row, and one writer that stores any of them with all their past."""
