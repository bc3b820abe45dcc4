"""Checking a framework in a file before it is published."""

from pathlib import Path

from cli.failures import Failure
from services.gates.contracts.frameworks import LONGEST, Framework, FrameworkInvalid, read, reference


def checked(file: Path) -> str:
    """What the framework is and holds."""
    return summary(framework_in(file))


def framework_in(file: Path) -> Framework:
    """Raises Failure with a line for every mistake."""
    try:
        return read(text_of(file))
    except FrameworkInvalid as invalid:
        raise Failure("\n".join(f"{file}:{mistake}" for mistake in invalid.mistakes)) from invalid


def text_of(file: Path) -> str:
    """No more of it than shows that it is too long."""
    try:
        with file.open(encoding="utf-8") as opened:
            return opened.read(LONGEST + 1)
    except OSError as error:
        raise Failure(f"{file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise Failure(f"{file}: this is not UTF-8 text") from error


def summary(framework: Framework) -> str:
    counts = {
        "domains": len(framework.domains),
        "criteria": len(framework.criteria),
        "clauses": sum(len(each.holds) + len(each.current) for each in framework.criteria),
        "kinds of evidence": len(framework.evidence),
        "gates": len(framework.gates),
        "requirements": sum(len(each.requirements) for each in framework.gates),
    }
    return "\n".join(
        (
            f"{framework.name} version {framework.version}: {framework.title.en}",
            f"digest {reference(framework).digest}",
            ", ".join(f"{what}: {count}" for what, count in counts.items()),
        )
    )
