"""Questions about what was measured, by what their rows say."""
