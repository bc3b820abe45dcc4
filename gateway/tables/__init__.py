"""Tables for spreadsheets: for whoever has a token, and through links that live for minutes."""
