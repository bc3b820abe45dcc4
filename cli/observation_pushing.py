"""What `fairway observations push` does: send a file of observations, and tell what became of its rows."""

import json
from collections.abc import Callable, Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Any

import httpx

from cli.asking import CouldNotAsk, answer_of
from cli.evidence_pushing import BROKEN_RULE, NotTaken, pieces, problem
from cli.failures import Failure, Unusable
from cli.gate_checking import engagement_of
from gateway.schema.ids import global_id
from shared.kernel.record import record

FORMATS: Mapping[str, str] = {
    ".csv": "text/csv",
    ".ndjson": "application/x-ndjson",
    ".jsonl": "application/x-ndjson",
}
SECONDS = 600.0
"""Between two lines of the answer."""

Say = Callable[[str], None]


class RowsNotTaken(Failure):
    """Fairway took the others."""


@record
class Measured:
    """A file, the engagement that it is about, and what counted."""

    file: Path
    engagement: str
    source: str | None
    language: str


async def push_observations(http: httpx.AsyncClient, wanted: Measured, say: Say, progress: Say) -> None:
    """Each row that was not taken is told, by its line. Raises RowsNotTaken where there are any."""
    engagement = str(global_id("Engagement", engagement_of(wanted.engagement)))
    parameters = {"engagement": engagement, "source": wanted.source or wanted.file.name}
    headers = {
        "content-type": media_type(wanted.file),
        "content-length": str(size(wanted.file)),
        "accept-language": wanted.language,
    }
    async with aclosing(pieces(wanted.file)) as content:
        asked = http.stream(
            "PUT", "/observations", params=parameters, headers=headers, content=content, timeout=SECONDS
        )
        async with asked as response:
            if not response.is_success:
                await response.aread()
                if response.status_code in BROKEN_RULE:
                    raise NotTaken(problem(response))
                answer_of(response)
            done = await read(response, say, progress)
    progress(counts(done))
    if done["refused"] or done["unknown"]:
        raise RowsNotTaken(f"Of {done['rows']} rows {done['refused'] + done['unknown']} were not taken.")


async def read(response: httpx.Response, say: Say, progress: Say) -> dict[str, int]:
    async for line in response.aiter_lines():
        told: dict[str, Any] = json.loads(line)
        if "done" in told:
            done: dict[str, int] = told["done"]
            return done
        if "progress" in told:
            progress(counts(told["progress"]))
        if "code" in told:
            say(f"line {told['line']}: {told['code']}: {told['message']}")
    raise CouldNotAsk("The answer broke off: send the file again, what was taken is not taken twice.")


def counts(given: Mapping[str, int]) -> str:
    return ", ".join(f"{several} {name}" for name, several in given.items())


def media_type(file: Path) -> str:
    try:
        return FORMATS[file.suffix.lower()]
    except KeyError:
        raise Unusable(f"{file}: a file of observations ends with {', '.join(FORMATS)}.") from None


def size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError as error:
        raise Unusable(f"{file}: {error.strerror or error}") from error
