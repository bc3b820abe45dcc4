"""What every command begins with: the settings, and where it prints."""

from rich.console import Console

from cli.failures import Unusable
from shared.observability import configure_logs
from shared.settings import Settings

UNKNOWN_WIDTH = 140


def configured() -> Settings:
    settings = Settings()
    try:
        configure_logs(settings.log_level)
    except KeyError:
        raise Unusable("FAIRWAY_LOG_LEVEL is debug, info, warning or error.") from None
    return settings


def console() -> Console:
    found = Console()
    return found if found.is_terminal else Console(width=UNKNOWN_WIDTH)
