"""Why a file of observations is not taken, and why a row of one is not, before any service sees it."""

from shared.kernel.refusal import Refused
from shared.policy.sentences import read_sentences
from shared.policy.shipped import versions


class UploadTooLarge(Refused):
    """A file of observations has at most {most} bytes: send it in parts."""


class UploadFormatNotTaken(Refused):
    """Observations come as `text/csv` or as `application/x-ndjson`, in UTF-8."""


class UploadHeaderWrong(Refused):
    """The first line names the fields: series, day, key, value and maybe of, cohort, department, unit; no others."""


class TooManyUploads(Refused):
    """Other files are being taken just now: send it again in a moment."""


class RowNotText(Refused):
    """This line is not text in UTF-8."""


class RowTooLong(Refused):
    """A line has at most {most} characters."""


class RowQuotesWrong(Refused):
    """The quotes of this line do not match: a field ends on the line on which it begins."""


class RowFieldsDiffer(Refused):
    """This line has {given} fields, and the first line names {named}."""


class RowNotObject(Refused):
    """This line is not a JSON object of texts and numbers in which each name comes once."""


class RowFieldUnknown(Refused):
    """An observation has no field {given}."""


class RowFieldMissing(Refused):
    """An observation has a {name}."""


class RowDayNotRead(Refused):
    """A day is written as 2026-03-31."""


class RowNumberNotRead(Refused):
    """A number is finite and written plainly, as 12.5: without an exponent, a comma or a space."""


class RowIdNotRead(Refused):
    """This is the id of no {noun}."""


class RowOutcomeUnknown(Refused):
    """Whether this was recorded is not known: send it again as it is."""


class EventsNotTaken(Refused):
    """Measurements come as `application/cloudevents+json` or as `application/cloudevents-batch+json`."""


class EventsNotRead(Refused):
    """The body is not the JSON of an event or, as a batch, of a list of them."""


class TooManyEvents(Refused):
    """At most {most} events come at once."""


class EventAttributeWrong(Refused):
    """A CloudEvent 1.0 has a {name} of up to 200 characters, without spaces around it."""


class EventTypeUnknown(Refused):
    """An event of the type {given} is no measurement: those are of the type {wanted}."""


class RecordNotRead(Refused):
    """The headers of a record are text in UTF-8, of one line each, and none of them comes twice."""


class SenderUnknown(Refused):
    """A record names its sender in the header `fairway-sender`, and nobody is known by this name."""


class SignatureWrong(Refused):
    """The header `fairway-signature` does not hold what this sender's key makes of this record."""


FRENCH = versions(read_sentences, ("refusals_v1.yaml",), __package__)[1].fr
