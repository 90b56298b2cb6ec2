"""Pure helpers for Chinese text: numerals, periods of time, sentences, words. Know no document, no rule."""
