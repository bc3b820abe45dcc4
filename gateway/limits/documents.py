"""Documents that were parsed, measured and found valid, so that the next request need not do it again."""

from collections import OrderedDict

from graphql import DocumentNode

from gateway.masking.expected import Expected
from shared.kernel.record import record

MOST_VERDICTS = 64


@record
class Known:
    """A valid document. What it costs depends on its page variables alone: the verdicts are kept by their extents."""

    document: DocumentNode
    page_variables: tuple[str, ...]
    verdicts: dict[tuple[object, ...], Expected | None]

    def keep(self, extents: tuple[object, ...], verdict: Expected | None) -> None:
        if len(self.verdicts) >= MOST_VERDICTS:
            self.verdicts.clear()
        self.verdicts[extents] = verdict


class Documents:
    """The documents used last, bounded by the length of their texts: one per schema."""

    def __init__(self, most_characters: int = 300_000) -> None:
        self._known: OrderedDict[tuple[object, ...], tuple[Known, int]] = OrderedDict()
        self._room = most_characters

    def get(self, key: tuple[object, ...]) -> Known | None:
        found = self._known.get(key)
        if found is None:
            return None
        self._known.move_to_end(key)
        return found[0]

    def keep(self, key: tuple[object, ...], known: Known, length: int) -> None:
        if key in self._known:
            return
        self._known[key] = (known, length)
        self._room -= length
        while self._room < 0:
            _, (_, freed) = self._known.popitem(last=False)
            self._room += freed

    def __len__(self) -> int:
        return len(self._known)
