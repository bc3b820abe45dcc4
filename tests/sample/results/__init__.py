"""Result files, as tools wrote them."""

from pathlib import Path

RESULTS = Path(__file__).parent


def result(path: str) -> bytes:
    return (RESULTS / path).read_bytes()


def all_results() -> tuple[str, ...]:
    """Every file beside this one, by its path within the folder."""
    found = (path for path in RESULTS.glob("*/*") if path.is_file() and path.suffix != ".pyc")
    return tuple(sorted(path.relative_to(RESULTS).as_posix() for path in found))
