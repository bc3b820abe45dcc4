"""The gateway's door for measurements that come over Kafka: open where the settings say who may send them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from deploy.distributed.addresses import LEAST_KEY_CHARACTERS, NotConfigured
from gateway.context import Backends
from gateway.measurement.inbound import Inbound
from gateway.measurement.rows import id_of
from gateway.measurement.senders import Sender
from services.measurement.contract import CONTRACT
from shared.eventstore.handle import Receipt, Request
from shared.kernel.refusal import Refused
from shared.settings import MeasurementSender, Settings
from shared.transport.inbox import opened
from shared.transport.kafka_member import Place
from shared.transport.topics import MEASUREMENTS, MEASUREMENTS_DEAD
from shared.web.process.wanting import Wanting

GROUP, MEASUREMENT = "fairway.measurements", CONTRACT.name


@asynccontextmanager
async def measured(settings: Settings, backends: Backends) -> AsyncIterator[None]:
    """Gateways share the partitions of the topic."""
    senders = senders_of(settings)
    if not senders:
        yield
        return
    if settings.kafka is None:
        raise NotConfigured("FAIRWAY_MEASUREMENT_SENDERS takes FAIRWAY_KAFKA, over which they send.")
    place = Place(address=settings.kafka, group=GROUP, topic=MEASUREMENTS.name, dead=MEASUREMENTS_DEAD.name)
    async with opened(place, inbound(senders, backends).judged):
        yield


def senders_of(settings: Settings) -> Mapping[str, Sender]:
    return {name: sender(name, each) for name, each in settings.measurement_senders.items()}


def sender(name: str, given: MeasurementSender) -> Sender:
    key = given.key.get_secret_value().encode()
    if len(key) < LEAST_KEY_CHARACTERS:
        least = f"at least {LEAST_KEY_CHARACTERS} characters"
        raise NotConfigured(f"The key of {name} in FAIRWAY_MEASUREMENT_SENDERS is a secret of {least}.")
    try:
        return Sender(tenant=given.tenant, person=id_of("Person", "person", given.person), key=key)
    except Refused:
        raise NotConfigured(f"The person of {name} in FAIRWAY_MEASUREMENT_SENDERS is the id of nobody.") from None


def inbound(senders: Mapping[str, Sender], backends: Backends) -> Inbound:
    async def send(request: Request) -> Receipt:
        return await backends.taking(request.command).send(request)

    async def away() -> bool:
        return lacking(await backends.waiting())

    return Inbound(senders=senders, readable=backends.engagement.readable, send=send, new_id=backends.new_id, away=away)


def lacking(found: Wanting) -> bool:
    """Whether what is waited for takes part in recording a measurement."""
    return bool(found.needed) or any(each.startswith(MEASUREMENT) for each in found.useful)
