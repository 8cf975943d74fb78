import pytest

from assessments.models import Assessment
from reports.models import Report


@pytest.fixture
def signed(report: Report) -> Assessment:
    """Signed by alice, who leads; its final report waits for a worker."""
    return report.assessment
