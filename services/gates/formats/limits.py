"""How much of a file is read: past these bounds it is refused, wherever in the file that shows."""

DOCUMENT_BYTES = 32 * 1024 * 1024  # of JSON, which is held whole
STREAM_BYTES = 256 * 1024 * 1024  # of CSV, JTL and XML, which are read row by row
VALUES = 1_000_000  # in JSON: members and elements of all objects and lists
COLUMNS = 1_000
ROWS = 2_000_000
DISTINCT_VALUES = 1_000_000
LINE_CHARACTERS = 1024 * 1024
MARKUP_BYTES = 1024 * 1024  # of one tag or one run of text
DEPTH = 64
METRICS = 10_000
NUMERAL_CHARACTERS = 64
EXPONENT = 30
NAME_CHARACTERS = 100
TEXT_CHARACTERS = 200
