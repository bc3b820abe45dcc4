"""No rejection code of the schema goes untried."""

from graphql import GraphQLEnumType

from tests.acceptance.api import (
    test_refused_change,
    test_refused_conditions,
    test_refused_criteria,
    test_refused_engagements,
    test_refused_gaps,
    test_refused_gates,
    test_refused_going_live,
    test_refused_governance,
    test_refused_hardening,
    test_refused_infrastructure,
    test_refused_measurement,
    test_refused_numbers,
    test_refused_ownership,
    test_refused_pilots,
    test_refused_portfolio,
    test_refused_returns,
    test_refused_sign_offs,
    test_refused_stages,
    test_refused_triggers,
)
from tests.acceptance.api.refusals import code_of
from tests.acceptance.api.sdl import SDL

OUT_OF_REACH = {
    "TENANT_ALREADY_REGISTERED": "tenants are registered by whoever operates Fairway",
    "TENANT_HAS_ADMINISTRATOR": "the first administrator comes with the tenant",
    "TENANT_NOT_FOUND": "nobody holds a role in a tenant that is none",
    "PILOT_ALREADY_REGISTERED": "a pilot's id is made of the command's own key",
    "FINDING_ALREADY_RECORDED": "a finding's id is made of the command's own key",
    "COST_ALREADY_RECORDED": "a cost's id is made of the command's own key",
    "GAP_ALREADY_OPEN": "a gap's id is made of the command's own key",
    "SCALE_COST_ALREADY_RECORDED": "a cost's id is made of the command's own key",
    "ALREADY_ON_RECORD": "the ids of what is recorded are made of the command's own key",
    "DATA_SOURCE_ALREADY_REGISTERED": "a data source's id is made of the command's own key",
    "DATA_ACCESS_ALREADY_REQUESTED": "an access's id is made of the command's own key",
    "COHORT_ALREADY_DEFINED": "a cohort's id is made of the command's own key",
    "TOO_MUCH_CONTENTION": "takes eight rivals that are faster each time",
    "ROUND_ALREADY_OPEN": "a round's id is made of the command's own key",
    "TOO_MANY_CANDIDATES": "takes more engagements than a story has",
    **dict.fromkeys(
        (
            "ARTEFACT_EMPTY",
            "ARTEFACT_TOO_LARGE",
            "CONTENT_NOT_OF_ITS_TYPE",
            "DIGEST_DIFFERS",
            "MEDIA_TYPE_NOT_TAKEN",
            "SIZE_DIFFERS",
        ),
        "told of a file, where files come in",
    ),
    **dict.fromkeys(
        ("EVIDENCE_HAS_EXPIRED", "EVIDENCE_STILL_COUNTS", "EXPIRY_NOT_NEAR"), "Fairway itself notes what runs out"
    ),
    "EVIDENCE_ALREADY_SUBMITTED": "the id of evidence is made of the command's own key",
    **dict.fromkeys(("ASSUMPTION_DOES_NOT_FIT", "ASSUMPTION_HAS_NO_ANSWER"), "told of a fork, which is no command"),
    "CANDIDATES_CHANGED": "takes a candidate who enters at the very moment of the ranking",
    "DECISION_ALREADY_MADE": "a decision's id is made of the command's own key",
    "EVALUATION_ALREADY_GIVEN": "an evaluation's id is made of the command's own key",
    "CONDITION_MISSED": "takes a day that passes before Fairway itself notices",
    "CONDITION_NOT_MISSED": "only Fairway itself takes back what was missed",
    "STANDS_AS_DECIDED": "only Fairway itself says that a decision is overtaken",
    "VERDICT_TOO_LONG": "takes more frameworks than a story has",
    **dict.fromkeys(("STAGE_NOT_LATE", "STAGES_ARE_OVER"), "Fairway itself looks whether a stage is late"),
    "SERIES_ALREADY_DEFINED": "a series' id is made of the command's own key",
    "DAY_IS_FULL": "takes more observations than a story has",
    "OBSERVATIONS_NOT_TAKEN": "the gateway sends those again that can be taken, and answers each of the others",
    "TRIGGER_ALREADY_DEFINED": "a trigger's id is made of the command's own key",
    **dict.fromkeys(("WINDOW_NOT_FOUND", "WINDOW_STILL_OPEN"), "Fairway itself closes windows"),
    "RUN_COST_ALREADY_RECORDED": "a cost's id is made of the command's own key",
    "ROI_NOT_PUBLISHED": "only Fairway itself restates what it published",
    "OBSERVATION_DIFFERS": "told of one observation among many, in its answer",
}


def test_every_code_that_the_schema_names_is_tried_but_for_those_out_of_reach() -> None:
    modules = (
        test_refused_change,
        test_refused_criteria,
        test_refused_engagements,
        test_refused_gaps,
        test_refused_governance,
        test_refused_hardening,
        test_refused_numbers,
        test_refused_ownership,
        test_refused_pilots,
        test_refused_stages,
        test_refused_going_live,
        test_refused_infrastructure,
        test_refused_portfolio,
        test_refused_gates,
        test_refused_conditions,
        test_refused_sign_offs,
        test_refused_measurement,
        test_refused_triggers,
        test_refused_returns,
    )
    tried = {code_of(attempt) for module in modules for attempt in module.ATTEMPTS}
    codes = SDL.get_type("RejectionCode")
    assert isinstance(codes, GraphQLEnumType)
    assert tried | set(OUT_OF_REACH) == set(codes.values)
    assert tried.isdisjoint(OUT_OF_REACH)
