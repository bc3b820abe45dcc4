"""The engagement service: from the pilot that worked to the register of what production still needs."""
