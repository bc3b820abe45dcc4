"""Prints the canonical bytes of verdicts: the same on every machine. Run by a test, in other surroundings each time."""

import sys

from services.gates.domain.verdict.canonical import domain_digest
from shared.kernel.canonical import canonical
from tests.unit.gates.domain.verdict.small import facts, verdict

if __name__ == "__main__":
    found = verdict(facts(load_test__held=False, sources__approved=None))
    sys.stdout.buffer.write(canonical(found))
    sys.stdout.write(domain_digest(found, "small/technical"))
