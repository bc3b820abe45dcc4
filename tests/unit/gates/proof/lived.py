"""What is decided of random engagements: what happens is drawn by lot, and what comes of it deciders decide.

Run as a program: prints what was decided as the log would hold it, a line for each engagement.
"""

import sys
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.gates.domain.gate import GATE, DecideGate, RecordSignOff, RequestGate, WithdrawSignOff
from services.gates.domain.gate.accountable import answers
from services.gates.domain.gate.case import Case, Past, evolve
from services.gates.domain.gate.signing import domains_at
from services.gates.domain.readiness import READINESS, EvaluateReadiness
from shared.events.gates import Outcome
from shared.events.readiness import Purpose
from shared.events.stages import Stage
from shared.eventstore.codec import adapter_of
from shared.kernel.decider import Asked
from tests.fact_sheet import NOON, envelope
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA
from tests.scenario import of_every_role
from tests.unit.gates.domain.gate.twenty_met import TODAY
from tests.unit.gates.proof.drawn import OF_A_LIFE, life

DECIDER = UUID(int=0x5150)
REQUEST, DECISION, EVALUATION = UUID(int=0x1A), UUID(int=0x1B), UUID(int=0x1C)


class Deciding:
    """`decided` is what comes of the life of this number."""

    def __init__(self, number: int) -> None:
        self.life = life(number)
        self.decided: list[Any] = []
        self._past, self._dice = Past(), self.life.dice
        self._day = TODAY + timedelta(days=0 if self.life.lucky else self._dice.below(60))
        for event in self.life.happened:
            self._happens(event)
        self._judge()

    def _happens(self, event: object) -> None:
        self._past = evolve(self._past, envelope(event, len(self._past.events) + 1))

    def _judge(self) -> None:
        """All criteria, or at a gate by people: whoever has to sign for it does where all is well."""
        if self.life.lucky:
            self._ask(READINESS, evaluation(UUID(int=0xBA5E)), ANA)
            self._let_pass(self._dice.one_of(OF_A_LIFE))
        elif self._dice.falls(0.4):
            self._ask(READINESS, evaluation(EVALUATION), ANA)
        else:
            self._decide(self._dice.one_of(tuple(Stage)), self._dice.one_of((Outcome.NO_GO, Outcome.HOLD)))

    def _let_pass(self, stage: Stage) -> None:
        self._ask(GATE, RequestGate(engagement_id=ENGAGEMENT, stage=stage, request_id=REQUEST), ANA)
        case = Case(self._past, stage)
        for number, (domain, known) in enumerate(domains_at(case.frameworks, stage).items(), start=1):
            signer = (answers(case) if known.accountable else None) or UUID(int=DECIDER.int + number)
            self._sign(RecordSignOff(engagement_id=ENGAGEMENT, stage=stage, domain=domain), signer)
        self._decide(stage, Outcome.GO)

    def _sign(self, command: RecordSignOff, signer: UUID) -> None:
        self._ask(GATE, command, signer)
        if self._dice.falls(0.2):
            taken_back = WithdrawSignOff(
                engagement_id=ENGAGEMENT, stage=command.stage, domain=command.domain, reason="I read it again."
            )
            self._ask(GATE, taken_back, signer)
            self._ask(GATE, command, signer)

    def _decide(self, stage: Stage, outcome: Outcome) -> None:
        command = DecideGate(
            engagement_id=ENGAGEMENT,
            stage=stage,
            decision_id=DECISION,
            evaluation_id=EVALUATION,
            outcome=outcome,
            conditions=(),
            reason="So it stands.",
        )
        self._ask(GATE, command, DECIDER)

    def _ask(self, decider: Any, command: Any, person: UUID) -> None:  # noqa: ANN401 - any of them
        asked = Asked(by=of_every_role(person), at=NOON, day=self._day, who=of_every_role)
        for fact in decider.decide(command, self._past, asked):
            self.decided.append(fact)
            self._happens(fact)


def evaluation(evaluation_id: UUID) -> EvaluateReadiness:
    return EvaluateReadiness(engagement_id=ENGAGEMENT, evaluation_id=evaluation_id, purpose=Purpose.BASELINE)


def line_of(number: int) -> bytes:
    """Everything that was decided, by the names of the events."""
    named = ((type(fact).__name__, fact) for fact in Deciding(number).decided)
    return b"\t".join(name.encode() + b" " + adapter_of(name).dump_json(fact) for name, fact in named)


if __name__ == "__main__":
    for number in range(int(sys.argv[1])):
        sys.stdout.buffer.write(line_of(number) + b"\n")
