"""The governance approval package: what every criterion of governance stands on, under one digest."""
