"""Spec to document: a template is expanded with views of the spec, its HTML read as blocks."""

from speechgen.render.build import render_document
from speechgen.render.changes import render_changes
from speechgen.render.form import form_filling

__all__ = ["form_filling", "render_changes", "render_document"]
