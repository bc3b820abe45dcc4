"""All formats that are read, and the kind of evidence that each of them is."""

from services.gates.formats.format import Format
from services.gates.formats.great_expectations import GREAT_EXPECTATIONS
from services.gates.formats.jmeter import JMETER_CSV, JMETER_XML
from services.gates.formats.junit import JUNIT
from services.gates.formats.k6 import K6
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.locust import LOCUST
from services.gates.formats.mlflow import MLFLOW_METRIC, MLFLOW_RUN
from services.gates.formats.numbers import shown
from services.gates.formats.plain import PLAIN_JSON
from services.gates.formats.promptfoo import PROMPTFOO
from services.gates.formats.ragas import RAGAS_CSV, RAGAS_JSON
from services.gates.formats.refusals import NoSuchFormat
from services.gates.formats.sarif import SARIF
from services.gates.formats.soda import SODA
from services.gates.formats.trivy import TRIVY

FORMATS: tuple[Format, ...] = (
    K6,
    LOCUST,
    JMETER_CSV,
    JMETER_XML,
    MLFLOW_RUN,
    MLFLOW_METRIC,
    PLAIN_JSON,
    PROMPTFOO,
    RAGAS_JSON,
    RAGAS_CSV,
    GREAT_EXPECTATIONS,
    SODA,
    JUNIT,
    SARIF,
    TRIVY,
)


def names(formats: tuple[Format, ...] = FORMATS) -> str:
    return ", ".join(format_.name for format_ in formats)


def format_named(name: str) -> Format:
    found = next((format_ for format_ in FORMATS if format_.name == name), None)
    if found is None:
        raise NoSuchFormat(given=shown(name), formats=names())
    return found


def kind_of(name: str) -> EvidenceKind:
    """So that nobody who hands in a file need say what kind of evidence it is."""
    return format_named(name).kind
