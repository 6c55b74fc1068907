"""All hostile files."""

from tests.hostile.excel import excel
from tests.hostile.old_office import office
from tests.hostile.plain import json, misnamed, text
from tests.hostile.portable import portable
from tests.hostile.web import web
from tests.hostile.word import word

ATTACKS = tuple(
    attack for register in (text, json, misnamed, web, word, excel, portable, office) for attack in register.found
)
