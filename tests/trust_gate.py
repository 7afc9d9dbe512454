"""A protective test that is skipped protects nobody: it fails the build instead. Marked by `pytest.mark.trust("T4.1")`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Iterator[None]:
    """Turn the skip of a protective test into a failure that says so."""
    report = yield
    if report.skipped and item.get_closest_marker("trust") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = (
            f"{item.nodeid} protects something and was skipped: {call.excinfo and call.excinfo.value}"
        )
    return report
