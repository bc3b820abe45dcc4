"""A small engagement, with a gap that is found after the baseline and one that waits for it."""

from pathlib import Path

from cli.engagement_file import EngagementFile, read

TEXT = """\
tenant: {name: Boréale, locale: fr, time_zone: America/Toronto, currency: CAD, data_region: canada}
people:
  eli: {name: Eli Roy, email: eli@example.com, roles: [administrator]}
  ana: {name: Ana Ortiz, email: ana@example.com, roles: [engagement_lead, pilot_lead]}
  bo: {name: Bo Larsen, email: bo@example.com, roles: [infrastructure_lead]}
pilot:
  name: Letters
  purpose: Draft letters.
  run_by: own_team
  lead: ana
  started_on: 2026-05-04
  closed_on: 2026-07-31
  summary: It worked.
  results:
    - {criterion: Letters sent unchanged, unit: "%", better: higher, target: 60, actual: 71.50}
  costs:
    - {purpose: Three months of two people, minor: 4200000}
  findings:
    sandbox: {kind: infrastructure, title: It ran in a sandbox, detail: A shared one.}
    panel: {kind: adoption, title: The panel was small, detail: On laptops., dismissed: It can be resized now.}
review: {by: ana, held_on: 2026-08-07, mapped_on: 2026-08-14, baselined_on: 2026-08-21}
dimensions:
  infrastructure:
    pilot: {aspects: {environment: sandbox, network: public}, note: A trial account.}
    production: {aspects: {environment: production_grade, network: private_endpoints}, note: The standard.}
    dismissed: {network: Every new system gets private endpoints.}
gaps:
  production:
    title: No production environment
    detail: The sandbox cannot be promoted.
    kind: infrastructure
    cause: infrastructure_not_production_grade
    severity: blocking
    owner: bo
    estimate: [2, 3.5, 8]
    due: 2026-10-02
    finding: sandbox
    proposal: infrastructure.environment
  load-test:
    title: No load test
    detail: Nobody knows whether it holds.
    kind: performance
    cause: infrastructure_not_production_grade
    severity: major
    owner: bo
    needs: [production, licence]
  licence:
    title: The licence forbids load tests
    detail: Found when the test was prepared.
    kind: governance
    cause: governance_deferred
    severity: minor
    owner: ana
    estimate: [1, 1, 2]
    needs: [production]
progress:
  - {on: 2026-08-24, by: bo, start: production}
  - {on: 2026-08-25, by: ana, publish: close_out_report}
  - {on: 2026-08-25, by: bo, open: licence}
  - {on: 2026-08-28, by: bo, estimate: load-test, days: [1, 2, 3]}
  - {on: 2026-08-28, by: bo, estimate: load-test, days: [2, 2, 3]}
"""


def small_file(folder: Path, text: str = TEXT) -> EngagementFile:
    return read(written(folder, text))


def written(folder: Path, text: str = TEXT) -> Path:
    path = folder / "letters.yaml"
    path.write_text(text, encoding="utf-8")
    return path
