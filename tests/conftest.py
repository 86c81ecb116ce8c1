"""What all tests share: hypothesis finds the same examples in every run, and no slow machine fails it."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("kinerja", max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kinerja")
