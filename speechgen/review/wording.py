"""Words of the page: those of messages/review.toml, and numbers and dates as people write them."""

from __future__ import annotations

from speechgen.diagnostics import Language, catalogue
from speechgen.spec.model import Due, Model, Party, Quantity
from speechgen.templating.filters import is_redacted, quantity


def word(code: str, language: Language, otherwise: str = "") -> str:
    """The catalogue's words for `room.name`; `otherwise` where it has none, as for a kind of mark that is new."""
    room, _, name = code.partition(".")
    entry = catalogue(room).get(name)
    return entry[language] if entry else otherwise


def page_words(language: Language) -> dict[str, str]:
    """The words that the page's script uses, by their names; `{count}` and its like are filled in there."""
    names = [name.removeprefix("page-") for name in catalogue("review") if name.startswith("page-")]
    return {name: word(f"review.page-{name}", language) for name in names}


def value_words(value: Model, kind: str, language: Language) -> tuple[str, str, str]:
    """What an item holds, in three parts: what it is (牵头), its words, a note (the last day allowed)."""
    match value:
        case Party():
            note = value.reason if value.suggested else ""
            return word(f"review.value-{value.role}", language, value.role), value.name, note
        case Due():
            return word("review.value-due", language), value.text, _day(value, language)
        case Quantity():
            return "", quantity(value), ""
    words = getattr(value, "name", "") or getattr(value, "text", "")
    return word(f"review.kind-{kind}", language, kind), words, getattr(value, "stage", "")


def _day(due: Due, language: Language) -> str:
    if due.date:
        return due.date.isoformat()
    return word("review.hidden-date" if is_redacted(due.text) else "review.without-date", language)
