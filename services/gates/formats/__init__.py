"""Result files of common tools, read as the tool wrote them into values that rules can compare."""
