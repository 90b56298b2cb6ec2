"""The page to review a parse with: one HTML file that shows a speech, what was read out of it, and why.

Everything here takes values and gives bytes; `app/review.py` opens and writes the files.
"""

from speechgen.review.page import build_page, page_data
from speechgen.review.review import Review

__all__ = ["Review", "build_page", "page_data"]
