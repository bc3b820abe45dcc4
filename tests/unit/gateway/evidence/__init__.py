"""Files of evidence over HTTP."""
