"""A pipeline before a running Fairway: asked, answered, proven by whoever was not there, and denied when it changed."""

import asyncio
import json
import os
import sys
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path

import httpx
import pytest
from rich.console import Console

from cli.dossiers import DoesNotHold
from cli.dossiers import verify as verify_dossier
from cli.evidence_pushing import NotTaken, Push, push_file
from cli.gate_checking import Denied, check, verify
from cli.replaying import replay_tenant
from cli.sweeping import Sweep, sweep_files
from cli.verdicts import Past
from deploy.clock import now
from gateway.schema.ids import uuid_of
from services.gates.contracts.proofs import Expected, Subject
from shared.events.people import Role
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.settings import Settings
from tests.acceptance.api.deciding import STAGE, decided_on
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.infrastructure import digests, pinned_release
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import in_days, started_engagement

ROOT = Path(__file__).parents[3]
ELSEWHERE = {"LC_ALL": "POSIX", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}


async def ran(*words: str, **environment: str) -> tuple[int, str]:
    """A command as a pipeline runs it: its exit code and what it printed."""
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "cli", *words),
        cwd=ROOT,
        env=known | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await process.communicate()
    return process.returncode or 0, printed.decode()


@pytest.mark.req("X2")
@pytest.mark.req("X15")
@pytest.mark.req("X16")
async def test_a_step_of_a_pipeline(running: Running, desk: Desk, port: int, tmp_path: Path) -> None:
    engagement = await started_engagement(desk)
    await pinned_release(desk, engagement)
    engagement_id = uuid_of("Engagement", engagement)
    with pytest.raises(Denied, match="NOT_DECIDED"):
        await asked(port, desk, engagement)
    decision_id = await decided_on(desk, engagement_id)

    attestation, keys, dossier = (tmp_path / f"{name}.json" for name in ("attestation", "keys", "dossier"))
    where = {"FAIRWAY_URL": f"http://127.0.0.1:{port}", "FAIRWAY_TOKEN": desk.token(Role.AUDITOR)}
    step = ("gate", "check", engagement, "--stage", STAGE.value, "--attestation", str(attestation))
    told = f"The gate of assessment lets pass, at position {await desk.head()} of the log.\n"
    assert await ran(*step, **where) == (0, told)
    keys.write_text(json.dumps((await running.http.get("/keys")).json()), encoding="utf-8")
    subject = Subject(name="model", sha256=digests(1)["modelDigest"])
    expected = Expected(engagement=engagement_id, at=now(), subjects=(subject,), stage=STAGE, tenant=desk.tenant)
    assert verify(attestation, keys, expected).decision == decision_id

    address = f"/gates/{engagement}/{STAGE}/decisions/{decision_id}/dossier"
    file = await running.http.get(address, headers=desk.headers(Role.AUDITOR))
    dossier.write_bytes(file.content)
    code, printed = await ran("dossier", "verify", str(dossier), "--keys", str(keys), **ELSEWHERE)
    assert (code, f"decision {decision_id}" in printed) == (0, True), printed
    dossier.write_bytes(file.content[:400] + bytes([file.content[400] ^ 1]) + file.content[401:])
    with pytest.raises(DoesNotHold, match=r"SIGNATURE_FORGED|NOT_AN_ENVELOPE"):
        verify_dossier(dossier, keys)

    await handed_over(desk, engagement, port, attestation)
    await changed_since(desk, engagement, port)
    assert await replayed(running, desk) == 1


async def handed_over(desk: Desk, engagement: str, port: int, file: Path) -> None:
    """A file becomes evidence, once, however often a job is repeated."""
    days = {"validFrom": in_days(0), "validUntil": in_days(9)}
    about = {"engagement": engagement, "criterion": "road/pinned", "kind": "report"}
    said = {**about, **days, "title": "The answer", "source": "https://ci.example/1"}
    push = Push(file=file, said=said, values=(), media_type=None, key=None)
    async with asking(desk, port, Role.INTEGRATOR) as http:
        first, again = await push_file(http, push), await push_file(http, push)
        assert again == f"{first}, recorded before"
        assert "bytes, sha256:" in first
        await revised(http, push, first.partition(":")[0])


async def revised(http: httpx.AsyncClient, push: Push, evidence: str) -> None:
    """Another file takes its place; the very same one does not do so for later days."""
    beside = {name: text for name, text in push.said.items() if name.startswith("valid") or name == "source"}
    again = replace(push, said={**beside, "reason": "The first one was cut short"}, revise=evidence)
    with pytest.raises(NotTaken, match="SAME_CONTENT_RENEWED"):
        await push_file(http, replace(again, said={**again.said, "validUntil": in_days(10)}))
    push.file.write_bytes(push.file.read_bytes() + b"\n")
    assert (await push_file(http, again)).startswith(f"{evidence}: ")


@pytest.mark.req("RSG4")
async def test_a_file_that_no_event_names_is_taken_away_by_whoever_operates_fairway(
    running: Running, desk: Desk
) -> None:
    orphan = running.folder / "evidence" / str(desk.tenant) / "00" / f"00{'ab' * 31}"
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"refused")
    then = (now() - timedelta(days=2)).timestamp()
    os.utime(orphan, (then, then))
    settings = Settings(data=running.folder, database=running.database.superuser)
    for remove in (False, True):
        printed = StringIO()
        await sweep_files(Sweep(remove=remove), settings, Console(file=printed, width=200))
        assert (
            f"{desk.tenant}  {orphan.name}: 7 bytes, {'taken away' if remove else 'to be taken away'}"
            in printed.getvalue()
        )
        assert orphan.exists() is not remove


def asking(desk: Desk, port: int, by: Role = Role.AUDITOR) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=desk.headers(by), timeout=30)


async def changed_since(desk: Desk, engagement: str, port: int) -> None:
    """Another release than the one that was decided on does not pass."""
    await pinned_release(desk, engagement, 2)
    with pytest.raises(Denied, match="RELEASE_CHANGED"):
        await asked(port, desk, engagement)


async def asked(port: int, desk: Desk, engagement: str) -> str:
    """What a step of the auditor's is told, within this process."""
    async with asking(desk, port) as http:
        return await check(http, uuid_of("Engagement", engagement), STAGE, None)


async def replayed(running: Running, desk: Desk) -> int:
    """How many verdicts of the tenant were computed anew, and read as recorded."""
    async with await open_pool(running.database.dsn("gates", worker=True), size=1) as pool:
        past = Past(log=PostgresLog(pool), tenant=desk.tenant, head=await desk.head())
        return await replay_tenant(past, Console(file=StringIO()))
