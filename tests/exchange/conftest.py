"""One county for all tests of exchange."""

from __future__ import annotations

import pytest

from tests.exchange.county import County


@pytest.fixture(scope="session")
def county() -> County:
    return County()


@pytest.fixture(scope="session")
def other_county() -> County:
    """Another one that says the same of itself."""
    return County()
