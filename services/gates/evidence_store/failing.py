"""What a bucket answers instead, in short: whole, its answers hold names of keys and signatures, which no log shows."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from obstore.exceptions import BaseError, NotFoundError

from shared.kernel.for_people import ForPeople
from shared.web.unavailable import ServiceUnavailable

STATUS = re.compile(r"status code: (\d{3}[A-Za-z ]*)")
CODE = re.compile(r"<Code>(\w{1,60})</Code>")


BUCKET = "bucket"

log = structlog.get_logger(__name__)


class BucketFailed(ServiceUnavailable, ForPeople):
    """The bucket did not do what it was asked for: {how}."""

    def __init__(self, how: str) -> None:
        super().__init__(BUCKET)
        self.how = how

    def __str__(self) -> str:
        return (type(self).__doc__ or "").format(how=self.how)


@contextmanager
def in_short() -> Iterator[None]:
    """That something is not there is left to whoever can tell what that means."""
    try:
        yield
    except (NotFoundError, FileNotFoundError) as error:
        raise FileNotFoundError(of(error)) from None
    except (BaseError, PermissionError, TimeoutError) as error:
        failed = BucketFailed(of(error))
        log.warning("bucket.failed", how=failed.how)
        raise failed from None


def of(error: Exception) -> str:
    said = str(error)
    found = [match[1].strip() for match in (STATUS.search(said), CODE.search(said)) if match]
    return ", ".join(found) or f"{type(error).__name__}, without an answer"
