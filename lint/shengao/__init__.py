"""审稿：政务信息稿件的离线写作质量检查。An offline writing-quality linter for Chinese reports."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Document", "__version__", "check", "measure"]

if TYPE_CHECKING:
    from shengao.api import check, measure
    from shengao.document import Document


def __getattr__(name: str) -> Any:
    """Import the public names on first use, so that ``import shengao`` costs nothing."""
    if name in ("check", "measure"):
        from shengao import api

        return getattr(api, name)
    if name == "Document":
        from shengao.document import Document

        return Document
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
