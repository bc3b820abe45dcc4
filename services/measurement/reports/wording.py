"""How a report words things in one language: sentences from the catalogue, numbers with units, days and people."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from importlib.resources import files
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.events.tenants import Locale
from shared.kernel.exact import plain
from shared.kernel.money import Money
from shared.kernel.record import record
from shared.policy.currencies import CURRENCIES
from shared.policy.shipped import read_yaml

Forms: TypeAlias = str | list[str]
TEXTS: Mapping[str, Mapping[str, Forms]] = {
    key: forms
    for name in ("texts.yaml", "texts_roi.yaml")
    for key, forms in read_yaml(files("services.measurement.reports").joinpath(name).read_text("utf-8")).items()
}
NO_BREAK, NARROW = "\u00a0", "\u202f"  # a figure stays on the line of its unit; French groups digits by a narrow space
MINUS, NOTHING = "\u2212", "\u2013"
HUNDREDTH, TENTH = Decimal("0.01"), Decimal("0.1")
HUNDRED, THOUSAND = Decimal(100), Decimal(1000)
SHOWN_OF_AN_ID = 8
SHARE, PERCENT, CURRENCY = "share", "percent", "currency"


@record
class Wording:
    locale: Locale
    zone: ZoneInfo
    currency: str
    names: Mapping[UUID, str]

    def text(self, key: str, **values: object) -> str:
        forms = TEXTS[key][self.locale]
        if not isinstance(forms, str):
            raise TypeError(f"{key} takes a number")
        return forms.format(**values)

    def count(self, key: str, n: int, **values: object) -> str:
        return self._form(key, Decimal(n)).format(n=self.number(Decimal(n)), **values)

    def number(self, value: Decimal, places: Decimal = HUNDREDTH) -> str:
        """To so many places, grouped."""
        return self._grouped(plain(value.quantize(places, rounding=ROUND_HALF_EVEN)))

    def money(self, minor: int) -> str:
        """All of it, in the report's currency, which is named once."""
        return self._grouped(self.major(minor))

    def difference(self, minor: int) -> str:
        """With its sign, whichever it is."""
        return self.money(minor) if minor <= 0 else f"+{self.money(minor)}"

    def abroad(self, amount: Money) -> str:
        """In whatever currency it is, which is named."""
        parts = (amount.currency, self._grouped(Decimal(amount.minor).scaleb(-CURRENCIES[amount.currency])))
        return NO_BREAK.join(parts if self.locale is Locale.EN else reversed(parts))

    def major(self, minor: int) -> Decimal:
        return Decimal(minor).scaleb(-CURRENCIES[self.currency])

    def rate(self, value: Decimal | None) -> str:
        """A share at its four places."""
        if value is None:
            return NOTHING
        return f"{self.number(value * HUNDRED)}{'' if self.locale is Locale.EN else NO_BREAK}%"

    def share(self, value: Decimal) -> str:
        return f"{self.number(value * HUNDRED, TENTH)}{'' if self.locale is Locale.EN else NO_BREAK}%"

    def measured(self, value: Decimal | None, unit: str) -> str:
        """Nothing measured is a dash, never a nought."""
        if value is None:
            return NOTHING
        if unit == SHARE:
            return self.share(value)
        if unit == PERCENT:
            return self.share(value / HUNDRED)
        figure = self.number(value)
        if unit == CURRENCY:
            return NO_BREAK.join((self.currency, figure) if self.locale is Locale.EN else (figure, self.currency))
        return f"{figure}{NO_BREAK}{self._form(f'unit_{unit}', value)}" if f"unit_{unit}" in TEXTS else figure

    def axis(self, value: Decimal, unit: str) -> str:
        """Beside a scale: as short as it can be."""
        if unit in (SHARE, PERCENT):
            return self.measured(value, unit)
        thousands = abs(value) >= THOUSAND
        return f"{self.number(value / THOUSAND)}{NO_BREAK}k" if thousands else self.number(value)

    def against(self, shortfall: Decimal | None) -> str:
        """Beside the plan."""
        if shortfall is None:
            return NOTHING
        if shortfall == 0:
            return self.text("as_planned")
        return self.text("worse" if shortfall > 0 else "better", by=self.share(abs(shortfall)))

    def day(self, day: date) -> str:
        return self._written(day, "day_written", "months")

    def short_day(self, day: date) -> str:
        return self._written(day, "day_short", "months_short")

    def day_of(self, moment: datetime) -> str:
        return self.day(moment.astimezone(self.zone).date())

    def person(self, person: UUID) -> str:
        return self.names.get(person) or self.text("somebody", id=str(person)[:SHOWN_OF_AN_ID])

    def _grouped(self, value: Decimal) -> str:
        text = f"{value:,f}".replace("-", MINUS)
        if self.locale is Locale.FR:
            return text.replace(",", NARROW).replace(".", ",")
        return text

    def _form(self, key: str, n: Decimal) -> str:
        """The one that goes with the number: French counts nothing as one."""
        forms = TEXTS[key][self.locale]
        if isinstance(forms, str):
            return forms
        return forms[0] if n == 1 or (self.locale is Locale.FR and abs(n) < 2) else forms[1]  # noqa: PLR2004 - as it is

    def _written(self, day: date, key: str, months: str) -> str:
        first = self.locale is Locale.FR and day.day == 1
        number = "1er" if first else str(day.day)
        return self.text(key, day=number, month=TEXTS[months][self.locale][day.month - 1], year=day.year)
