"""Executors whose workers die of some drafts."""

import os
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from shengao.desk import judging
from shengao.desk.judging import Judged


def deadly(jobs: int) -> Executor:
    """Workers die of drafts whose name says so, as the system kills one out of memory."""
    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_set_up)


def _set_up() -> None:
    judge = judging.judge

    def kills(asked: Any, books: Any) -> Judged:
        if "凶" in asked.task.shown:
            os._exit(9)
        return judge(asked, books)

    judging.judge = kills
