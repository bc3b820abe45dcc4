"""Why views are not there, or not to be trusted."""


class NotServing(Exception):
    """The views of this version are still being filled."""


class HistoryDiverged(Exception):
    """The log is not the one that these views were made from: it lost its end, or was altered. Never tried again."""


class RebuildUnderWay(Exception):
    """Another rebuild of these views has not ended yet."""


class NothingServes(Exception):
    """There is nothing to rebuild: the views are still being filled for the first time."""


class BuildLost(Exception):
    """Somebody took the new build for a dead one: the connection that held it was cut."""
