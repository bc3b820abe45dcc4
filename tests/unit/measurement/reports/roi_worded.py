"""What words the report on a return, in English."""

from zoneinfo import ZoneInfo

from services.measurement.reports.roi import RoiReport
from services.measurement.reports.wording import Wording
from shared.events.tenants import Locale


def wording_of(report: RoiReport, locale: Locale = Locale.EN) -> Wording:
    return Wording(locale=locale, zone=ZoneInfo(report.time_zone), currency=report.known.currency, names={})
