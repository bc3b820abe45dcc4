"""What subscribers build on: the schemas of public events and the AsyncAPI document, and that they hold."""
