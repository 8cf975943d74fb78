from reports.models.comparison import Comparison
from reports.models.rendition import Rendition
from reports.models.report import Kind, Report, ReportFile, ReportQuerySet, State
from reports.models.settings import ReportSettings
from reports.models.share import ShareLink
from reports.models.worker import WorkerHeartbeat

__all__ = [
    "Comparison",
    "Kind",
    "Rendition",
    "Report",
    "ReportFile",
    "ReportQuerySet",
    "ReportSettings",
    "ShareLink",
    "State",
    "WorkerHeartbeat",
]
