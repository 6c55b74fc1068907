"""虚构的人员: the people of the demo, and what they are appointed to. Nobody of that name is meant."""

from dataclasses import dataclass

from gongkai.demo.places import BY_KEY, OFFICES

Words = dict[str, str]


@dataclass(frozen=True)
class Post:
    """A person with their role. With `says` the person can sign in, and is listed for trying."""

    login: str
    name: str
    role: str
    at: str
    """The key of the organ; empty: the whole installation."""
    below: bool = False
    says: Words | None = None


STAFF = (
    Post("guanli", "陆闻之", "administrator", "", says={"zh": "管理员，全平台", "en": "administrator of everything"}),
    Post("shencha", "冉秋实", "auditor", "", says={"zh": "审计员，全平台", "en": "auditor of everything"}),
    Post(
        "zhuguan",
        "谭若溪",
        "supervisor",
        "city",
        below=True,
        says={"zh": "主管部门，望川市及以下", "en": "supervisor, the city and all below"},
    ),
    Post(
        "quguanli",
        "景行舟",
        "administrator",
        "district",
        below=True,
        says={"zh": "管理员，青渚区及以下", "en": "administrator, a district and all below"},
    ),
    Post(
        "zhuanban",
        "苗知夏",
        "officer",
        "city_education",
        says={"zh": "公开专办员，市教育局", "en": "OGI officer, a bureau of the city"},
    ),
    Post("nigao", "祁小满", "drafter", "city_education", says={"zh": "拟稿人，市教育局", "en": "drafter"}),
    Post("keshi", "农立冬", "section", "city_education", says={"zh": "承办科室，市教育局", "en": "section in charge"}),
    Post(
        "chushen", "宿明远", "first_reviewer", "city_education", says={"zh": "初审，市教育局", "en": "first reviewer"}
    ),
    Post(
        "fushen", "缪清和", "second_reviewer", "city_education", says={"zh": "复审，市教育局", "en": "second reviewer"}
    ),
    Post(
        "zhongshen", "项怀瑾", "final_reviewer", "city_education", says={"zh": "终审，市教育局", "en": "final reviewer"}
    ),
    Post("qianfa", "柏如松", "signer", "city_education", says={"zh": "签发，市教育局", "en": "signer"}),
    Post(
        "baomi",
        "詹守默",
        "secrecy_reviewer",
        "city_education",
        says={"zh": "保密审查，市教育局", "en": "secrecy reviewer"},
    ),
    Post(
        "quzhuguan",
        "邬寒枝",
        "supervisor",
        "district",
        below=True,
        says={"zh": "主管部门，青渚区及以下", "en": "supervisor, a district and all below"},
    ),
    Post(
        "qushencha",
        "翟未央",
        "auditor",
        "district",
        below=True,
        says={"zh": "审计员，青渚区及以下", "en": "auditor, a district and all below"},
    ),
    Post("qujiao", "巫山青", "officer", "district_education", says={"zh": "公开专办员，区教育局", "en": "OGI officer"}),
    Post("qunigao", "鄢小溪", "drafter", "district_education", says={"zh": "拟稿人，区教育局", "en": "drafter"}),
    Post("qukeshi", "逄听雨", "section", "district_education", says={"zh": "承办科室，区教育局", "en": "section"}),
    Post(
        "quchushen",
        "苌怀远",
        "first_reviewer",
        "district_education",
        says={"zh": "初审，区教育局", "en": "first reviewer"},
    ),
    Post(
        "qufushen",
        "亓晴川",
        "second_reviewer",
        "district_education",
        says={"zh": "复审，区教育局", "en": "second reviewer"},
    ),
    Post(
        "quzhongshen",
        "佘知远",
        "final_reviewer",
        "district_education",
        says={"zh": "终审，区教育局", "en": "final reviewer"},
    ),
    Post("quqianfa", "仉长风", "signer", "district_education", says={"zh": "签发，区教育局", "en": "signer"}),
    Post(
        "qubaomi",
        "郏无言",
        "secrecy_reviewer",
        "district_education",
        says={"zh": "保密审查，区教育局", "en": "secrecy reviewer"},
    ),
    Post("lanting", "幸流萤", "officer", "second_office", says={"zh": "公开专办员，岚汀区政府办", "en": "OGI officer"}),
    Post("zhen", "桑田甫", "officer", "county_town", says={"zh": "公开专办员，柳湾镇", "en": "OGI officer of a town"}),
    Post("fuqianfa", "喻长青", "final_reviewer", "city_education"),
    Post("shiban", "池映雪", "officer", "city_office"),
    Post("ziran", "符远山", "officer", "city_land"),
    Post("shichang", "古月明", "officer", "city_market"),
    Post("quban", "应晚晴", "officer", "district_office"),
    Post("qumin", "卞南风", "officer", "district_civil"),
    Post("jiedao", "查一诺", "officer", "street"),
    Post("xianban", "敖成蹊", "officer", "county_office"),
    Post("shuili", "郗望舒", "officer", "county_water"),
    Post("nongye", "麦又秋", "officer", "county_farming"),
    Post("xumu", "牧归云", "officer", "county_animals"),
    Post("xiang", "荀新雨", "officer", "county_township"),
)
"""Whoever can sign in, and the officers of some organs; those of the others are named by `officers`."""

_FAMILIES = "靳匡暴阙皋蒙晏瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东"
_GIVEN = ("采薇", "望舒", "清扬", "既白", "令仪", "思齐", "如璋", "维桢", "子衿", "静好", "怀谷")


def officers() -> tuple[Post, ...]:
    """The officers of the organs that `STAFF` gives none, in the order of the organs. Governments have none of their
    own: their offices act for them."""
    provided = {post.at for post in STAFF if post.role == "officer"}
    bare = [key for key in BY_KEY if key not in provided and key not in OFFICES]
    return tuple(
        Post(f"zb.{key.replace('_', '.')}", f"{_FAMILIES[place]}{_GIVEN[place % len(_GIVEN)]}", "officer", key)
        for place, key in enumerate(bare)
    )


def officer_of(key: str) -> str:
    """The login of whoever hands in the organ's report."""
    at = OFFICES.get(key, key)
    return next(post.login for post in (*STAFF, *officers()) if post.role == "officer" and post.at == at)


NEWCOMERS = ("褚晨曦", "屈有容", "梅映川", "岑以宁", "欧阳澈", "司徒静", "訾明朗", "蔺书白")
"""Who joins the city's education bureau as drafter, one a year."""
