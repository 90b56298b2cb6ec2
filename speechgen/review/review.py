"""What a page is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from speechgen.document import Document
from speechgen.source import Where
from speechgen.spec.model import Spec
from speechgen.units import Registry
from speechgen.yamlfile import KeyPath


@dataclass(frozen=True)
class Review:
    """What a page shows."""

    document: Document
    """After all passes."""
    found: Spec
    """What parse makes of it today."""
    spec: Spec
    """What the page shows: the spec that a person has edited, or `found` itself."""
    locate: Callable[[KeyPath], Where]
    """The place of a value in the spec's file."""
    registry: Registry | None = None
    """The office's units; those of the rules where none are given."""
    file: str = ""
    """The spec's file; "" where the page shows what parse finds."""

    @property
    def same_source(self) -> bool:
        """Whether the spec was made from this very text, so that its places can be believed."""
        made_from = self.spec.source
        return made_from is None or made_from.sha256 in ("", self.document.source.sha256)
