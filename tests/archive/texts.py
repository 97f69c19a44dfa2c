"""Drafts for archives: made up of characters drawn by a seed, or of words as people write them."""

import random
from datetime import date

from shengao import rulebook
from shengao.archive import entry as entries
from shengao.archive import formulas
from shengao.archive.entry import Entry
from shengao.archive.masks import Masked
from shengao.document import Document
from shengao.read import markdown
from shengao.read import text as text_reader

ARCHIVED = date(2025, 3, 2)
OLD = """临江县三项举措清理河道垃圾

3月5日，临江县水利局组织86名河长巡查辖区内12条河道，清理漂浮垃圾35吨，整治排污口9个。
局长王建国牵头，与城关镇、沙沟村等23个镇村签订责任书，明确每条河道的巡查次数和整改时限，逾期未改的由纪委约谈。
各镇把发现的问题逐条登记，三天内交办，七天内回头看，已销号118个。
沙沟村62岁的村民李桂芳每天傍晚沿河走一圈，把看到的垃圾拍照上传，已得到积分340分。
"""
SWAPPED = """清河县三项举措清理河道垃圾

4月18日，清河县水利局组织102名河长巡查辖区内15条河道，清理漂浮垃圾48吨，整治排污口7个。
局长赵卫东牵头，与东关镇、柳树村等19个镇村签订责任书，明确每条河道的巡查次数和整改时限，逾期未改的由纪委约谈。
各镇把发现的问题逐条登记，三天内交办，七天内回头看，已销号93个。
柳树村58岁的村民张秀英每天傍晚沿河走一圈，把看到的垃圾拍照上传，已得到积分280分。
"""
OTHER = """供销社收购旧农膜按斤换肥

春耕前，供销社在6个村口摆出收购点，农户送来一斤旧农膜，换二两复合肥，当场过秤记账。
旧农膜运到邻县的造粒厂，每吨卖1100元，正好抵上换出去的化肥钱。
"""


def document(text: str) -> Document:
    """A draft of a plain text; of Markdown where it begins with front matter."""
    reader = markdown if text.startswith("---") else text_reader
    return Document.of(reader.parse(text), rulebook.load().words)


def entry(text: str, path: str = "") -> Entry:
    """A draft as it is archived."""
    return entries.of(document(text), formulas.load(), path=path, archived=ARCHIVED)


def characters(seed: int, count: int) -> str:
    """So many characters of the thousands in use, the same for the same seed."""
    chance = random.Random(seed)
    return "".join(chr(chance.randrange(0x4E00, 0x9FA0)) for _ in range(count))


def drawn(seed: int, path: str = "", count: int = 300) -> Entry:
    """A draft of one paragraph that shares nothing with that of another seed."""
    text = characters(seed, count)
    return Entry(Masked(text, ()), text[:12], path, archived=ARCHIVED)
