"""What is made of rows."""
