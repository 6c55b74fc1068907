"""字形: one shape for each character, so that labels are recognised however they were typed.

Full-width forms, traditional characters in two vocabularies (資訊 and 檔案 for 信息 and 文件), Kangxi radicals (⼀ ⾏)
and those of the CJK radicals supplement (⻔ ⺠) come out as the characters that the form prints. Every replacement
keeps the length, so an offset in the folded text is the same offset in the source.

>>> fold("⼆、規範性檔案:12"), len(fold("政府資訊公開"))
('二、规范性文件:12', 6)
"""

import re
import unicodedata

# Traditional and simplified shapes of the characters that the forms' labels, headings, titles, the text's figures and
# metadata labels use; other text is never folded for a person to read.
_PAIRS = (
    "規规 範范 檔档 發发 數数 廢废 現现 處处 許许 強强 費费 單单 萬万 項项 條条 內内 業业 會会 組组 織织 "
    "務务 機机 構构 計计 總总 請请 開开 關关 們们 個个 結结 轉转 辦办 區区 屬属 於于 國国 祕秘 營营 險险 "
    "穩稳 護护 權权 類类 過过 執执 詢询 無无 實实 際际 當当 訊讯 資资 補补 確确 訪访 舉举 報报 訴诉 複复 "
    "復复 覆复 據据 緩缓 繳缴 納纳 續续 繼继 維维 糾纠 審审 經经 議议 訟讼 題题 進进 狀状 況况 體体 動动 "
    "東东 門门 見见 車车 長长 頁页 風风 飛飞 馬马 魚鱼 龍龙 齊齐 黃黄 專专 購购 採采 額额 減减 對对 農农 "
    "號号 間间 時时 佈布 鄉乡 鎮镇 縣县 廳厅 廣广 與与 為为 產产 應应 試试 則则 徵征 稅税 證证 監监 衛卫 "
    "環环 設设 財财 電电 聯联 網网 線线 團团 黨党 倫伦 島岛 灣湾 陽阳 陰阴 寧宁 漢汉 遼辽 蘇苏 滬沪 貴贵 "
    "雲云 慶庆 貢贡 濟济 齡龄 隱隐 級级 統统 編编 製制 給给 讓让 須须 準准 傳传 場场 導导 勞劳 選选 舊旧 "
    "記记 録录 錄录 樣样 種种 決决 約约 從从 後后 僅仅 稱称 説说 說说 獲获 獨独 變变 讀读 書书 畫画 驗验 "
    "點点 壓压 歷历 曆历 麗丽 隸隶 屆届 臺台 檢检 圖图 節节 簡简 籌筹 來来 員员 問问 沒没 瀏浏 罰罚 華华 "
    "兩两 術术 覽览 話话 認认 這这 閱阅 閲阅 頭头 "
    "較较 佔占 達达 絡络 郵邮 畢毕 餘余 終终 責责 釋释 訓训 銷销 該该 質质 極极 積积 "
    "滿满 層层 遞递 遲迟 貫贯 徹彻 嚴严 標标 評评 測测 獎奖 紙纸 熱热 協协 賴赖 歸归 "
)
_RADICALS = (
    "⺠民 ⻅见 ⻆角 ⻉贝 ⻋车 ⻓长 ⻔门 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻤鬼 ⻥鱼 "
    "⻦鸟 ⻨麦 ⻩黄 ⻬齐 ⻮齿 ⻰龙 ⻳龟 ⺟母 ⺩王 ⺮竹 ⻁虎 ⻄西 ⻣骨 "
)
_SIGNS = '．. 〈( 〉) ［[ ］] 【[ 】] 〔( 〕) ︰: ｜| │| ┃| ¦| ︱| −- –- ﹣- ﹢+ ＂" ″" ﹪% ‚,'
_WORDS = (("资讯", "信息"), ("档案", "文件"), ("专案", "项目"))


def _table() -> dict[str, str]:
    table = {ord(pair[0]): pair[1] for pair in (_PAIRS + _RADICALS + _SIGNS).split()}
    for code in range(0x2F00, 0x2FD6):
        table[code] = unicodedata.normalize("NFKC", chr(code))
    for code in range(0xFF01, 0xFF5F):
        table[code] = unicodedata.normalize("NFKC", chr(code))
    table |= {0xA0: " ", 0x3000: " ", 0x200B: " ", 0xFEFF: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", ord("*"): " "}
    return {chr(code): shape for code, shape in table.items()}


_FOLDED = _table()
_OTHER_SHAPE = re.compile(f"[{re.escape(''.join(_FOLDED))}]")
"""The characters that change, few in any text: looking for them is much quicker than asking for each character."""


def fold(text: str) -> str:
    """`text` in the form's own characters, of the same length."""
    folded = _OTHER_SHAPE.sub(lambda match: _FOLDED[match[0]], text)
    for word, form_word in _WORDS:
        if word in folded:
            folded = folded.replace(word, form_word)
    return folded
