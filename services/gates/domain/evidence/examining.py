"""A file as it comes in: whether it is what it is said to be, chunk by chunk and before it is kept."""

import codecs
from hashlib import sha256

from services.gates.domain.evidence_policy import EvidencePolicy, MediaType
from shared.kernel.record import record
from shared.kernel.refusal import Refused

BLANK = b" \t\r\n\xef\xbb\xbf"  # a byte order mark counts as blank


class ArtefactTooLarge(Refused):
    """A file of evidence has at most {most} bytes."""


class ArtefactEmpty(Refused):
    """This file is empty."""


class MediaTypeNotTaken(Refused):
    """Files of the type {given} are not taken; those that are: {known}."""


class ContentNotOfItsType(Refused):
    """What this file holds is not {media_type}."""


class DigestDiffers(Refused):
    """The content has the SHA-256 {found}, and {claimed} was announced."""


class SizeDiffers(Refused):
    """The file has {found} bytes, and {claimed} were announced."""


@record
class Claimed:
    """What is said of a file; None: nothing."""

    media_type: str
    digest: str | None = None
    size: int | None = None


class Examination:
    """Takes the chunks of one file in their order, and then its end."""

    def __init__(self, claimed: Claimed, policy: EvidencePolicy) -> None:
        self._claimed, self._most = claimed, policy.largest
        self._type = taken(claimed.media_type, policy)
        if claimed.size is not None and claimed.size > policy.largest:
            raise ArtefactTooLarge(most=policy.largest)
        self._digest, self._size = sha256(), 0
        self._head = b""
        self._text = codecs.getincrementaldecoder("utf-8")()

    def take(self, chunk: bytes) -> None:
        """Raises Refused as soon as it is clear that the file is not kept."""
        self._size += len(chunk)
        if self._size > self._most:
            raise ArtefactTooLarge(most=self._most)
        self._digest.update(chunk)
        self._begin(chunk)
        if self._type.text:
            self._decode(chunk, final=False)

    def end(self) -> None:
        """Raises Refused where the file is not what it was said to be."""
        if not self._size:
            raise ArtefactEmpty
        if not begins(self._head, self._type, final=True):
            raise ContentNotOfItsType(media_type=self._type.name)
        if self._type.text:
            self._decode(b"", final=True)
        found, claimed = self._digest.hexdigest(), self._claimed
        if claimed.size not in {None, self._size}:
            raise SizeDiffers(found=self._size, claimed=claimed.size)
        if claimed.digest not in {None, found}:
            raise DigestDiffers(found=found, claimed=claimed.digest)

    def _begin(self, chunk: bytes) -> None:
        longest = max(map(len, self._type.begins), default=1)
        if len(self._head) < longest:
            self._head = (self._head + chunk).lstrip(BLANK if self._type.text else b"")[:longest]
        if not begins(self._head, self._type, final=False):
            raise ContentNotOfItsType(media_type=self._type.name)

    def _decode(self, chunk: bytes, *, final: bool) -> None:
        try:
            decoded = self._text.decode(chunk, final)
        except UnicodeDecodeError:
            raise ContentNotOfItsType(media_type=self._type.name) from None
        if "\0" in decoded:
            raise ContentNotOfItsType(media_type=self._type.name)


def taken(name: str, policy: EvidencePolicy) -> MediaType:
    if name not in policy.media_types:
        raise MediaTypeNotTaken(given=name[:100], known=", ".join(policy.media_types))
    return policy.media_types[name]


def begins(head: bytes, kind: MediaType, *, final: bool) -> bool:
    """Whether a file that begins so may be of this kind; while it is not `final`, it may still become one."""
    marks = kind.begins or tuple(start.encode() for start in kind.starts)
    if not marks:
        return True
    return any(head.startswith(mark) or (not final and mark.startswith(head)) for mark in marks)
