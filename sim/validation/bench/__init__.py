"""How fast an insertion is: our kernel, and a plain C port of the same equations in the same run."""

from sim.validation.bench.rows import BenchRow, bench_rows

__all__ = ["BenchRow", "bench_rows"]
