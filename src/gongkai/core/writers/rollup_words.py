"""汇总用语: what a roll-up remarks and how a difference is explained, in Chinese and English."""

from gongkai.core.findings import Language
from gongkai.core.report import bare_organ
from gongkai.core.rollup.add import Part, RollUp, Why
from gongkai.core.rollup.expect import Explanation

Words = dict[Language, str]

REMARKS: dict[str, Words] = {
    "same_twice": {
        "zh": "{organ}给了不止一份报告（{file}）；相同的只计一次，不同的格没有计入。",
        "en": "there is more than one report of {organ} ({file}): what agrees counts once, cells that differ do not.",
    },
    "merged": {
        "zh": "{organ}（{file}）已并入{into}，它的数应在{into}的报告里，没有另计。",
        "en": "{organ} ({file}) is merged into {into}, whose report holds its figures; not counted.",
    },
    "moved_out": {
        "zh": "{organ}（{file}）已划出本地区，没有计入。",
        "en": "{organ} ({file}) has moved out of the area; not counted.",
    },
    "unlisted": {
        "zh": "{organ}不在名单上（{file}），已计入；请确认是否属于本地区。",
        "en": "not on the list, but counted: {organ} ({file}); see whether it belongs to the area.",
    },
    "no_organ": {
        "zh": "{file} 看不出是哪个机关的，按文件名区分；请确认没有重复。",
        "en": "the organ of {file} can't be told; it is told apart by its file. See that none is there twice.",
    },
}

EXPLANATIONS: dict[str, Words] = {
    "left_out": {
        "zh": "公布的各数都正好少了{organ}的，像是没有汇总这份报告。",
        "en": "what is published lacks {organ} in every cell: its report seems to have been left out.",
    },
    "counted_twice": {
        "zh": "公布的各数都正好多了一份{organ}的，像是这份报告汇总了两次。",
        "en": "what is published has {organ} once more in every cell: its report seems to have been counted twice.",
    },
    "contradicts_itself": {
        "zh": "{organ}的报告在这一格自相矛盾，改为 {meant} 则与公布数一致。",
        "en": "the report of {organ} contradicts itself in this cell; with {meant} there the sum is the published one.",
    },
    "cell_left_out": {
        "zh": "公布的数像是漏了{organ}的数。",
        "en": "the published figure seems to lack that of {organ}.",
    },
    "cell_twice": {
        "zh": "公布的数像是把{organ}的数算了两次。",
        "en": "the published figure seems to hold that of {organ} twice.",
    },
    "slip": {
        "zh": "{organ}的数若误作 {meant}，则与公布数一致。",
        "en": "with {meant} written by mistake for the figure of {organ}, the sum is the published one.",
    },
}

REASONS: dict[Why, Words] = {
    "blank": {"zh": "空白", "en": "blank"},
    "missing": {"zh": "缺少", "en": "missing"},
    "unclear": {"zh": "不能确定", "en": "unclear"},
    "other_form": {"zh": "所用格式没有可以相加的格", "en": "nothing to add on its form"},
    "given_twice": {"zh": "两份报告不一致", "en": "two reports disagree"},
}


def remark_words(found: RollUp, code: str, part: Part, language: Language) -> str:
    """A remark of a roll-up in one sentence."""
    into = found.into.get(bare_organ(part.organ), "")
    return REMARKS[code][language].format(organ=part.organ, file=part.name, into=into)


def explanation_words(found: Explanation, language: Language) -> str:
    """An explanation in one sentence."""
    return EXPLANATIONS[found.kind][language].format(organ=found.part.organ, meant=found.meant)
