"""Measures what the issues name; see docs/benchmarks.md."""
