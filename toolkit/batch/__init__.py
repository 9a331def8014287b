"""A corpus, not an article: resumable, with the same bytes however often it was interrupted."""

from toolkit.batch.inputs import estimate_rows
from toolkit.batch.job import Job
from toolkit.batch.report import Report
from toolkit.batch.run import run_batch

__all__ = ["Job", "Report", "estimate_rows", "run_batch"]
