"""One row of blocks per dimension, a block per aspect: filled where production is reached, pale where it is not."""

from collections import Counter
from fractions import Fraction

from markupsafe import Markup

from services.engagement.reports.charts.svg import box, chart
from services.engagement.reports.compared import ComparedDimension, Standing
from services.engagement.reports.wording import Wording

HEIGHT = 22
ORDER = (Standing.MATCHED, Standing.CLOSED, Standing.GAP, Standing.UNDECIDED, Standing.DISMISSED)


def dimension_chart(compared: ComparedDimension, label: str, wording: Wording) -> Markup:
    counts = Counter(aspect.standing for aspect in compared.aspects)
    parts = ", ".join(f"{counts[kind]} {wording.text(f'standing_{kind}')}" for kind in ORDER if counts[kind])
    everything = len(compared.aspects)
    blocks = [kind for kind in ORDER for _ in range(counts[kind])]
    return chart(
        f"dimension-{compared.dimension}",
        wording.text("dimension_chart", dimension=label),
        wording.text("dimension_chart_desc", all=everything, parts=parts or wording.text("none")),
        HEIGHT,
        (
            box(f"block {kind}", Fraction(100 * index, everything), Fraction(100, everything), 2, HEIGHT - 4)
            for index, kind in enumerate(blocks)
        ),
    )
