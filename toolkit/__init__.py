"""Chinese news, reports and filings put into English, with every figure right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.lookup import load_attribute

if TYPE_CHECKING:
    from toolkit.api import check_figures as check_figures
    from toolkit.api import find_figures as find_figures
    from toolkit.api import load_model as load_model
    from toolkit.api import repair as repair
    from toolkit.api import summarise_article as summarise_article
    from toolkit.api import translate_article as translate_article

__all__ = [
    "check_figures",
    "find_figures",
    "load_model",
    "repair",
    "summarise_article",
    "translate_article",
]


def __getattr__(name: str) -> Any:
    # On demand, so that `import toolkit` and the command line stay quick to start.
    if name in __all__:
        return load_attribute(f"toolkit.api:{name}")
    raise AttributeError(f"module 'toolkit' has no attribute {name!r}")
