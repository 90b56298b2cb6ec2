"""Where a sentence ends, quotation marks and brackets considered."""

from __future__ import annotations

import pytest

from speechgen.chinese.sentences import sentence_ranges


@pytest.mark.parametrize(
    "sentences",
    [
        ["他说：“要抓好落实。要见行动。”", "大家都同意。"],
        ["推行“联村共建”“跨镇抱团模式，收入增长5%。", "治理全面升级，“云溪经验”不断丰富。"],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    text = "".join(sentences)
    assert [text[a:b] for a, b in sentence_ranges(text)] == sentences
