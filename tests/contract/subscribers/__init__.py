"""The subscribers in Python and in Node are the same program: the same records give the same state and text."""
