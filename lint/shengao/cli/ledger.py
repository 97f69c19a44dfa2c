"""``shengao ledger``: the ledger of what was adopted, one action a module."""

ABOUT = (
    "采用台账：哪个单位的哪一篇、什么时候、在哪里采用，有没有批示，约稿有没有迟报、未报。\n"
    "更正是另记一条，原来的不改不删，谁、什么时候、为什么改的都查得到。得分按计分办法现算。"
)
ACTIONS = {
    "add": "登记一条",
    "list": "列出台账，或一条的来龙去脉",
    "import": "导入 Excel、CSV 台账",
    "export": "导出为 Excel、CSV 或 JSON",
    "correct": "更正、撤销或恢复一条",
}
"""Every action with what it is for; ``ledger_<action>`` is its module."""
EXAMPLES = (
    (
        "shengao ledger add --unit 甲镇 --title 甲镇三条措施抓防汛 --channel 政务参阅 --level 市级",
        "登记一篇采用的信息",
    ),
    ("shengao ledger import 2025年台账.xlsx", "导入以前的台账"),
    ("shengao ledger list --from 2026-01-01", "列出今年的"),
    ("shengao ledger correct 12 --level 省级 --why 后被省办采用", "更正第 12 号"),
)
