"""Leading indicators across the portfolio, as another process may speak of them."""

from services.measurement.domain.benchmarks import LATEST_BENCHMARKS
from services.measurement.queries.benchmarks import IndicatorBenchmark, indicator_benchmarks

__all__ = ["LATEST_BENCHMARKS", "IndicatorBenchmark", "indicator_benchmarks"]
