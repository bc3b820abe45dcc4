"""What a file measured, in the words of evidence: each value as people write it."""

from decimal import Context, Decimal

from services.gates.formats.evaluation import METRIC
from services.gates.formats.known import format_named
from services.gates.formats.reading import Value

PLACES, EXACT = Decimal("1e-12"), Context(prec=200)
FAMILY = METRIC.partition("<")[0]


def tells(format_: str, name: str) -> bool:
    """Whether files of the format ever say a value of this name. Raises Refused."""
    gives = format_named(format_).gives
    return name in gives or (METRIC in gives and name.startswith(FAMILY))


def worded(value: Value) -> str:
    """A number keeps twelve places."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(EXACT.normalize(EXACT.quantize(value, PLACES)), "f")
        case _:
            return str(value)
