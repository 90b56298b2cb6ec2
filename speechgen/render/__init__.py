"""Spec to document: a template is expanded with views of the spec, its HTML read as blocks."""

from speechgen.render.build import render_document

__all__ = ["render_document"]
