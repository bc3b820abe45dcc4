"""The command line: the files that it reads and what it says of them."""
