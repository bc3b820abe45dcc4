"""What is answered instead of a gate."""

from gateway.masking import Expected


class EngagementUnknown(Expected):
    """There is no such engagement, or you may not read it."""

    status = 404


class StageUnknown(Expected):
    """There is no such stage; there are {known}."""

    status = 404


class DecisionUnknown(Expected):
    """Nothing was decided under this id at this gate."""

    status = 404


class DecisionWithoutVerdict(Expected):
    """This decision was recorded without a verdict: there is nothing to recompute."""

    status = 409


class PackageUnknown(Expected):
    """No package was assembled under this id in this engagement."""

    status = 404


class CaseTooLong(Expected):
    """More than {most} events count here, which is more than is read at once."""

    status = 503


class PassMissing(Expected):
    """This takes the pass of a gate, as a bearer token."""

    status = 401
    headers = {"www-authenticate": "Bearer"}  # noqa: RUF012 - declared in the base


class BadPass(Expected):
    """This pass was not given out for this gate."""

    status = 403


class PassOver(Expected):
    """This pass has run out, or who asked for it may no longer read the engagement: ask for another one."""

    status = 401
    headers = {"www-authenticate": "Bearer"}  # noqa: RUF012 - declared in the base


class PassMalformed(Expected):
    """A pass is asked for with `days`, a number, and `beside`, a list, and nothing else."""


class PassTooLong(Expected):
    """A pass counts for 1 to {most} days."""


class BesideNotDigests(Expected):
    """`beside` names at most {most} images, each as sha256:… with 64 digits in small hex."""


class NotAnAdmissionReview(Expected):
    """Send an AdmissionReview of admission.k8s.io/v1, with the uid, the operation and the kind of its request."""


class AnswerTooLate(Expected):
    """The gate could not be asked in the time that a cluster waits: nothing was decided, try again."""

    status = 503


class KindUnknown(Expected):
    """Objects of kind {kind} make no pods that are known here: take them out of the rules of the webhook."""

    status = 403


class WorkloadNotReadable(Expected):
    """It cannot be read which images this object would run."""

    status = 403


class ImageWithoutDigest(Expected):
    """The image of {within} is told as {image}, which may be another one tomorrow: name it by @sha256:…."""

    status = 403


class ImageNotOfRelease(Expected):
    """The image of {within}, sha256:{digest}, is no part of the release that is pinned to go live."""

    status = 403


class NoImageOfRelease(Expected):
    """None of the images is a part of the release that is pinned to go live."""

    status = 403
