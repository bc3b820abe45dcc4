"""Reports as files: for whoever has a token, and through links that live for minutes."""
