"""Suites, metrics, statistics, the harness and the gate."""
