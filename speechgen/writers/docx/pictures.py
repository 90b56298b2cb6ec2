"""Pictures in a Word file: a part with the bytes, a relation to it, and a drawing that stands in the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from speechgen.document import Block, Picture
from speechgen.writers.docx.form import Form
from speechgen.writers.docx.words import escape

_EMU = 36_000
"""English Metric Units in a millimetre (ECMA-376 part 1, 20.1.10.16)."""
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_TYPES = "[Content_Types].xml"
_PNG = '<Default Extension="png" ContentType="image/png"/>'
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_pictures(form: Form, blocks: Iterable[Block]) -> tuple[Form, dict[Picture, str]]:
    """The file with the document's pictures as parts of it, and the relation by which each is named."""
    pictures = list(dict.fromkeys(block for block in blocks if isinstance(block, Picture)))
    if not pictures:
        return form, {}
    folder, _, name = form.main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    names = {picture: f"rIdPicture{n}" for n, picture in enumerate(pictures, 1)}
    parts = {f"{folder}/media/speechgen{n}.png": picture.data for n, picture in enumerate(pictures, 1)}
    rows = "".join(
        f'<Relationship Id="{names[picture]}" Type="{_IMAGE}" Target="media/speechgen{n}.png"/>'
        for n, picture in enumerate(pictures, 1)
    )
    parts[relations] = _inside(form.parts[relations], rows, "</Relationships>")
    if b'Extension="png"' not in form.parts[_TYPES]:
        parts[_TYPES] = _inside(form.parts[_TYPES], _PNG, "</Types>")
    return replace(form, parts={**form.parts, **parts}), names


def _inside(part: bytes, more: str, end: str) -> bytes:
    """The part with more elements before its end."""
    before, _, after = part.decode().rpartition(end)
    return f"{before}{more}{end}{after}".encode()


def picture(block: Picture, relation: str, number: int, style: str, before: str = "") -> str:
    """A paragraph, centred, that holds nothing but the picture; `before` are properties it begins with."""
    size = f'cx="{round(block.width * _EMU)}" cy="{round(block.height * _EMU)}"'
    name = f'id="{number + 1}" name="Picture {number + 1}"'
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    # Lines of exact height, as those of the text are, would show a picture's lowest strip only.
    spacing = '<w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/>'
    return (
        f"<w:p><w:pPr>{look}{before}{spacing}"
        '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {name} descr="{escape(block.words)}"/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}">'
        f'<pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip xmlns:r="{_R}" r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
