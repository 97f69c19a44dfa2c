"""Many drafts, one row each: finding files, checking them, and what of it is to be shown.

Fixing them is in `shengao.batch.mending`.

Rows come in the order of their paths, as soon as they are ready. No more than a window of
them is held, so that memory does not grow with the number of drafts.
"""

from shengao.batch.drafts import Contents, Draft, find
from shengao.batch.judging import ReadDraft, Task, judged, locate, opened
from shengao.batch.options import STANDARD_INPUT, Options
from shengao.batch.rows import run
from shengao.batch.session import archives

__all__ = [
    "STANDARD_INPUT",
    "Contents",
    "Draft",
    "Options",
    "ReadDraft",
    "Task",
    "archives",
    "find",
    "judged",
    "locate",
    "opened",
    "run",
]
