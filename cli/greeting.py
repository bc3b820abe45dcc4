"""What is said when the processes are up: whoever waits for them, or ends them, does without what it stands on."""

import httpx
from rich.console import Console

from cli.up import greet
from deploy.distributed.gateway import backends
from deploy.embedded.issuers import local_issuer
from deploy.embedded.sample import bootstrap, populate, sample
from deploy.evidence import store_of
from deploy.native.layout import Layout
from shared.events.people import Role


async def greet_here(layout: Layout, http: httpx.AsyncClient, console: Console) -> None:
    """With a sample tenant, as in one process."""
    issuer = local_issuer(layout.settings)
    tenancy = sample(issuer.name)
    settings = layout.reachable()
    told = backends(settings, http, store_of(settings))
    await bootstrap(told.engagement, told.directory, tenancy, "Sample administrator")
    await populate(told.engagement, told.directory, tenancy)

    def token(role: Role) -> str:
        return issuer.token(tenancy.tenant, role.value, layout.settings.token_lifetime)

    greet(console, token, layout.settings.port, "make down stops it; the data stays.")
