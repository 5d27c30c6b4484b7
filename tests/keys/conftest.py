"""One office and one invited laptop for all tests of keys: making them takes a while."""

from __future__ import annotations

import pytest

from fupin_desk import keys
from tests.keys.offices import Joining, a_joining


@pytest.fixture(scope="session")
def joining() -> Joining:
    return a_joining()


@pytest.fixture(scope="session")
def other() -> Joining:
    """The same, at another office with the same name and code."""
    return a_joining()


@pytest.fixture(scope="session")
def enrolled(joining: Joining) -> keys.Enrolled:
    return joining.enrolled()
