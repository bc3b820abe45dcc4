"""`fairway topics`: make the topics on Kafka."""

from typing import Annotated

import typer
from aiokafka.errors import KafkaError

from cli.configured import configured, console
from cli.failures import Unusable, told
from cli.running import run
from shared.transport import topics as kafka


def topics(
    replicas: Annotated[int, typer.Option(min=1, help="On how many brokers each record lies.")] = 1,
) -> None:
    """Make Fairway's topics on Kafka, or bring their settings up to date; doing it again changes nothing."""
    with told():
        address = configured().kafka
        if address is None:
            raise Unusable("FAIRWAY_KAFKA names Kafka's bootstrap servers.")
        run(_topics(address, replicas))


async def _topics(address: str, replicas: int) -> None:
    try:
        made = await kafka.ensure(address, replicas=replicas)
    except (KafkaError, OSError) as error:
        raise Unusable(f"The topics cannot be made on {address}: {error}") from error
    console().print(f"Made {', '.join(made)}." if made else "All topics are there.")
