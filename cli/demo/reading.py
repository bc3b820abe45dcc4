"""What a play reads of an answer: the fields that it asked for, and no others."""

from pydantic import BaseModel
from pydantic.alias_generators import to_camel


class Read(BaseModel, frozen=True, alias_generator=to_camel, extra="forbid"):
    """A part of an answer."""
