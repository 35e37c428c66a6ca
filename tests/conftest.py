"""What holds for all tests: how long Hypothesis looks, that it looks the same way everywhere, and where records are made."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from databases import new_record, postgres, where

__all__ = ["new_record", "postgres", "where"]  # fixtures

#: `make test` finds the same on every machine; ``HYPOTHESIS_PROFILE=search make test`` looks further and elsewhere.
settings.register_profile(
    "suite", max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))
