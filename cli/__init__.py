"""The `fairway` command and the files that it reads."""
