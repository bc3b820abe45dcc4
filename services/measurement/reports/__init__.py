"""What is reported of the first ninety days."""
