"""Jinja once: sandboxed, strict about names, every value escaped; templates and frames found by name in folders."""

from speechgen.templating.engine import expand
from speechgen.templating.later import Later, all_made
from speechgen.templating.library import Frame, Library, Template, builtin_folder

__all__ = ["Frame", "Later", "Library", "Template", "all_made", "builtin_folder", "expand"]
