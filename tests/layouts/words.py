"""Treatments of the words: scripts and vocabularies, glyphs that only look like characters, notes of
pronunciation."""

_PAIRS = (
    "规規范範许許处處罚罰强強业業费費发發废廢现現决決数數单單万萬内內项項开開对對总總减減购購采採额額务務"
    "请請况況组組织織机機构構会會计計结結转轉办辦区區别別这這种種属屬于於国國稳穩护護权權类類过過执執询詢"
    "无無关關没沒补補后後确確访訪举舉报報诉訴复復获獲缴繳纳納续續继繼议議维維纠糾审審经經体體动動问問题題"
    "进進间間当當级級县縣门門时時导導设設员員网網质質统統责責应應长長标標准準备備线線电電话話为為与與"
    "编編制制产產号號发發录錄实實从從让讓凭憑据據读讀阅閱页頁称稱岁歲东東华華书書农農讼訟个個条條简簡临臨"
)
_CHARACTERS = str.maketrans({_PAIRS[i]: _PAIRS[i + 1] for i in range(0, len(_PAIRS), 2)})
_WORDS = {"重复": "重複", "制作": "製作", "另行制作": "另行製作"}
_ISLAND_WORDS = {
    "信息": "資訊",
    "文件": "檔案",
    "项目": "專案",
    "质量": "品質",
    "数据": "資料",
    "通过": "透過",
}


def traditional(text: str) -> str:
    """Traditional characters, the words kept: 政府信息 → 政府信息, 规范性文件 → 規範性文件."""
    for simple, other in _WORDS.items():
        text = text.replace(simple, other)
    return text.translate(_CHARACTERS)


def traditional_other_words(text: str) -> str:
    """Traditional characters and another vocabulary: 信息 → 資訊, 文件 → 檔案, 项目 → 專案."""
    for simple, other in _ISLAND_WORDS.items():
        text = text.replace(simple, other)
    return traditional(text)


def kangxi_radicals(text: str) -> str:
    """Characters that came out of a PDF as Kangxi radicals; compatibility normalisation maps them back."""
    return text.translate(str.maketrans("一二行文人大工力用自生立", "⼀⼆⾏⽂⼈⼤⼯⼒⽤⾃⽣⽴"))


def radicals_supplement(text: str) -> str:
    """Characters that came out as CJK radicals supplement; compatibility normalisation leaves these as they
    are."""
    return text.translate(str.maketrans("门民见长页", "⻔⺠⻅⻓⻚"))


def pinyin_notes(text: str) -> str:
    """Notes of pronunciation in brackets behind some characters."""
    for character, note in {"数": "shù", "量": "liàng", "总": "zǒng", "费": "fèi", "罚": "fá"}.items():
        text = text.replace(character, f"{character}({note})")
    return text


def wide_brackets(text: str) -> str:
    """Full-width brackets, commas and colons."""
    return text.translate(str.maketrans("(),:", "（），："))


def full_width_figures(printed: str) -> str:
    """Full-width digits, signs and point in a cell."""
    return printed.translate(str.maketrans("0123456789+-.", "０１２３４５６７８９＋－．"))


def no_break_space_before(printed: str) -> str:
    """A no-break space before what the cell says."""
    return "\u00a0" + printed


def wide_space_around(printed: str) -> str:
    """Ideographic spaces around what the cell says."""
    return "\u3000" + printed + "\u3000"
