"""Drafts for the desk, made here."""

from email.message import EmailMessage

TITLE = "青石镇建成三座便民桥"
BODY = (
    "3月5日，青石镇三座便民桥全部通车，沿线4个村1260户群众过河不再绕行。\n"
    "镇里去年9月摸底，4个村过河要绕行6公里，学生上学单程50分钟。镇政府筹资82万元，分三段施工，"
    "每座桥指定一名村干部监督，工期比计划提前12天。\n"
    "通车后学生上学单程缩短到15分钟，3月份过桥运送农资46车次。下一步，镇里将在6月底前补装护栏和路灯。\n"
)
SIGNED = "青石镇人民政府\n2026年3月5日\n"
URGENT = (
    "河口镇一处仓库起火（首报）\n"
    "3月5日14时20分，河口镇工业园一处仓库起火，过火面积约200平方米，无人员伤亡。\n"
    "接报后镇政府10分钟到达现场，疏散37人，15时10分明火扑灭。起火原因正在调查。后续情况续报。\n"
)
SECRET = "机密★1年\n\n关于某项工作的情况\n" + BODY


def draft(title: str = TITLE, body: str = BODY, signed: str = SIGNED) -> str:
    """The text of a draft; a name of one character is made a title, which that is not."""
    whole = f"{title}地三座便民桥建成通车" if len(title) == 1 else title
    return f"{whole}\n\n{body}{signed}"


def letter(
    subject: str = "报送信息",
    sender: str = "信息员 <qingshi@example.org>",
    sent: str = "Thu, 05 Mar 2026 16:30:00 +0800",
    body: str = "附件是稿件。",
    **attached: bytes,
) -> EmailMessage:
    """A mail; what is attached goes by name, ``_`` for the dot before the suffix."""
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = subject, sender, sent
    message.set_content(body)
    for name, data in attached.items():
        file = name.replace("_", ".")
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=file)
    return message
