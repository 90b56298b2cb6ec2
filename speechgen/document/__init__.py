"""The document model: what is read and what is written. Knows no format, no rule, no template."""

from speechgen.document.imprint import is_imprint, split_imprints
from speechgen.document.model import (
    Block,
    Cell,
    Change,
    Column,
    Document,
    Heading,
    Inline,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Table,
    plain,
)
from speechgen.document.stretches import Stretch, page_frames, split_stretches
from speechgen.document.view import View

__all__ = [
    "Block",
    "Cell",
    "Change",
    "Column",
    "Document",
    "Heading",
    "Inline",
    "Mark",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Row",
    "Stretch",
    "Table",
    "View",
    "is_imprint",
    "page_frames",
    "plain",
    "split_imprints",
    "split_stretches",
]
