"""How a command ends that the system wants to end: in order, and with a code that says whether it had done its work."""

import asyncio
import os
import signal

import pytest
import typer

from cli.failures import told
from cli.running import run
from cli.serving import until_stopped


async def terminated(put_away: list[str]) -> None:
    """Ended from outside in the middle of work."""
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.Event().wait()
    finally:
        put_away.append("put away")


@pytest.mark.parametrize(("until_ended", "code"), [(True, 0), (False, 143)], ids=["a server", "a job"])
def test_sigterm_puts_away_what_was_begun_and_is_told_in_a_line(
    capsys: pytest.CaptureFixture[str],
    until_ended: bool,  # noqa: FBT001 - one of the two ways to run
    code: int,
) -> None:
    put_away: list[str] = []
    with pytest.raises(typer.Exit) as ended, told():
        run(terminated(put_away), until_ended=until_ended)
    assert (ended.value.exit_code, put_away) == (code, ["put away"])
    assert capsys.readouterr().err == "Stopped.\n"


def test_what_comes_to_its_own_end_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with told():
        run(asyncio.sleep(0))
    assert capsys.readouterr().err == ""
    assert signal.getsignal(signal.SIGTERM) == before


def test_who_waits_for_the_end_takes_it_as_it_comes(capsys: pytest.CaptureFixture[str]) -> None:
    """Once a server is up, SIGTERM is what it waits for, and no cancellation."""
    ended = []

    async def serving() -> None:
        waiting = asyncio.create_task(until_stopped())
        await asyncio.sleep(0)
        os.kill(os.getpid(), signal.SIGTERM)
        await waiting
        ended.append("in order")

    with told():
        run(serving(), until_ended=True)
    assert ended == ["in order"]
    assert capsys.readouterr().err == ""


def test_a_cancellation_of_another_kind_is_not_taken_for_an_end() -> None:
    async def cancelled() -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        run(cancelled())
