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
