"""Why a result file is not read: one class per broken rule, naming the place in the file where there is one."""

from shared.kernel.refusal import Refused


class UnknownFormat(Refused):
    """This file is in none of the formats that are read: {formats}."""


class NoSuchFormat(Refused):
    """There is no format {given}. These are read: {formats}."""


class AmbiguousFormat(Refused):
    """This file fits several formats, {formats}: say which one it is."""


class NotOfThisFormat(Refused):
    """This file is not what {format} writes."""


class ResultEmpty(Refused):
    """This file is empty."""


class ResultCompressed(Refused):
    """This file is compressed with {kind}: send what is in it."""


class ResultTooLarge(Refused):
    """A result file of this format has at most {most} bytes."""


class TooManyRows(Refused):
    """A result file has at most {most} {what}: write a summary, or measure for a shorter time."""


class LineTooLong(Refused):
    """At {place}, something goes on for more than {most} characters: this is no result of a tool."""


class NestedTooDeep(Refused):
    """This file is nested more than {most} levels deep."""


class WrongEncoding(Refused):
    """Result files are text in UTF-8: {problem}."""


class DoctypeDeclared(Refused):
    """Line {line} declares a document type: no result needs one, and it could pull in other files or grow for ever."""


class MalformedResult(Refused):
    """This file is cut off or broken at {place}: {problem}."""


class KeyRepeated(Refused):
    """The key {key} stands twice in the same object: which one counts cannot be told."""


class FieldMissing(Refused):
    """{place} is missing."""


class WrongType(Refused):
    """{place} must be {expected}."""


class NumberUnreadable(Refused):
    """{place} must be a number, not {given}."""


class NumberOutOfRange(Refused):
    """{place} must be {expected}, not {given}."""


class TimeUnreadable(Refused):
    """{place} must be a point in time, not {given}."""


class TextNotAllowed(Refused):
    """{place} must be one line of at most {most} characters and no formula, not {given}."""


class MetricNameNotAllowed(Refused):
    """A metric's name begins with a letter or a digit and is written in plain characters, unlike {given}."""


class MetricRepeated(Refused):
    """Two metrics of this file are both called {name}: which one counts cannot be told."""


class TotalsDisagree(Refused):
    """This file contradicts itself: {place} says {claimed}, but its parts make {counted}."""


class RunUnfinished(Refused):
    """The tool itself says that its run did not come to a good end ({state}): such a result proves nothing."""


class NothingMeasured(Refused):
    """This file holds no measurement."""
