"""What a process says of itself: structured logs, one JSON object a line, on standard error."""

import logging
import sys

import structlog

from shared.tracing import stamped

FIRST = (
    structlog.contextvars.merge_contextvars,
    stamped,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)
LAST = (structlog.processors.format_exc_info, structlog.processors.JSONRenderer())


def configure_logs(level: str) -> None:
    """From `level` upwards; times are UTC. Values are escaped by JSON, so that nobody writes lines into the log.

    Of what libraries tell, only warnings and worse matter to whoever operates this, but for `debug`.
    """
    least = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*FIRST, *LAST],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    of_libraries = least if least == logging.DEBUG else max(least, logging.WARNING)
    logging.basicConfig(level=of_libraries, handlers=[_libraries()], force=True)


def _libraries() -> logging.Handler:
    """What the libraries say, in the same form."""
    handler = logging.StreamHandler()
    last = (structlog.stdlib.ProcessorFormatter.remove_processors_meta, *LAST)
    first = (structlog.stdlib.add_logger_name, *FIRST)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=first, processors=last))
    return handler
