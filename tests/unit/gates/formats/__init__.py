"""Result files of tools: read as written, or refused with the place."""
