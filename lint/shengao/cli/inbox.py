"""``shengao inbox``: the editors' desk, one action a module."""

ABOUT = "收稿：来稿一次评完，存下来，排好先后，交编辑处理。"
ACTIONS = {
    "scan": "收稿：文件夹、邮件、压缩包里的稿件，存下并评分",
    "list": "列出来稿，紧急的、约稿在前",
    "show": "显示一篇来稿的评分和问题",
    "clusters": "几个单位报的同一件事，并排列出",
    "requests": "约稿单和报送要点：读入，看各项完成情况",
    "annotate": "把一篇来稿的问题写成 Word 批注，另存一份",
    "return": "退改一篇来稿：写退稿单和回信",
    "accept": "采用一篇来稿：记入台账，对照刊发稿",
    "feedback": "各单位的反馈：常见问题、变化、可以参考的好稿",
    "calibrate": "看评分和本单位的采用结果对不对得上，建议权重",
    "purge": "清理过期来稿的原件和全文",
}
"""Every action with what it is for; ``inbox_<action>`` is its module."""
EXAMPLES = (
    ("shengao inbox scan 来稿/ 邮箱.mbox", "收一个文件夹和一个邮箱里的稿件"),
    ("shengao inbox scan 来稿/ --watch", "一直看着，有新的就收"),
    ("shengao inbox list", "按处理的先后列出来稿"),
    ("shengao inbox show 12", "看一篇"),
)
