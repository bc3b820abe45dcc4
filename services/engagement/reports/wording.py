"""How a page words things in one language: sentences from the catalogue, numbers, days, money and people."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from importlib.resources import files
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.events.tenants import Locale
from shared.kernel.money import Money
from shared.kernel.record import record
from shared.policy.currencies import CURRENCIES
from shared.policy.shipped import read_yaml

Forms: TypeAlias = str | list[str]
TEXTS: Mapping[str, Mapping[str, Forms]] = read_yaml(
    files("services.engagement.reports").joinpath("texts.yaml").read_text("utf-8")
)
NO_BREAK, NARROW = "\u00a0", "\u202f"  # a figure stays on the line of its unit; French groups digits by a narrow space
TENTH = Decimal("0.1")
SHOWN_OF_AN_ID = 8


@record
class Wording:
    locale: Locale
    zone: ZoneInfo
    names: Mapping[UUID, str]

    def text(self, key: str, **values: object) -> str:
        forms = TEXTS[key][self.locale]
        if not isinstance(forms, str):
            raise TypeError(f"{key} takes a number")
        return forms.format(**values)

    def count(self, key: str, n: int, **values: object) -> str:
        """The form that goes with the number: French counts nothing as one."""
        forms = TEXTS[key][self.locale]
        if isinstance(forms, str):
            raise TypeError(f"{key} takes no number")
        form = forms[0] if n == 1 or (self.locale is Locale.FR and n == 0) else forms[1]
        return form.format(n=self.number(Decimal(n)), **values)

    def number(self, value: Decimal) -> str:
        """All its digits, grouped."""
        text = f"{value:,f}"
        if self.locale is Locale.FR:
            return text.replace(",", NARROW).replace(".", ",")
        return text

    def days(self, value: Decimal) -> str:
        """Person-days to a tenth, which is more than anybody can estimate."""
        tenths = value.quantize(TENTH, rounding=ROUND_HALF_EVEN)
        return self.number(tenths.to_integral_value() if tenths == tenths.to_integral_value() else tenths)

    def measure(self, value: Decimal, unit: str) -> str:
        join = "" if unit == "%" and self.locale is Locale.EN else NO_BREAK
        return f"{self.number(value)}{join}{unit}"

    def money(self, amount: Money) -> str:
        figure = self.number(Decimal(amount.minor).scaleb(-CURRENCIES[amount.currency]))
        parts = (amount.currency, figure) if self.locale is Locale.EN else (figure, amount.currency)
        return NO_BREAK.join(parts)

    def day(self, day: date) -> str:
        return self._written(day, "day", "months")

    def short_day(self, day: date) -> str:
        return self._written(day, "day", "months_short")

    def day_of_year(self, day: date) -> str:
        return self._written(day, "day_of_year", "months_short")

    def _written(self, day: date, key: str, months: str) -> str:
        number = self.text("first_of_month") if day.day == 1 else str(day.day)
        return self.text(key, day=number, month=TEXTS[months][self.locale][day.month - 1], year=day.year)

    def day_of(self, moment: datetime) -> str:
        return self.day(moment.astimezone(self.zone).date())

    def person(self, person: UUID | None) -> str:
        if person is None:
            return self.text("nobody")
        return self.names.get(person) or self.text("somebody", id=str(person)[:SHOWN_OF_AN_ID])
