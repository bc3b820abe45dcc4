"""The pictures of the reports: the same on a page and on paper."""
