"""What people are told of a draft beside its text: where it came from, why nothing is kept."""

from shengao.desk.rows import Row


def about(row: Row) -> list[tuple[str, str]]:
    """Chinese names with what is known; what is not known is left out."""
    values = row.values
    unit = f"{values['unit']}（{values['class']}）" if values["class"] else values["unit"]
    told = [
        ("编号", f"{row.number}　{values['state']}"),
        ("标题", values["title"]),
        ("单位", unit),
        ("撰稿", values["author"]),
        ("收稿", values["received"]),
        ("来自", values["path"]),
        ("发件人", values["sender"]),
        ("邮件主题", values["subject"]),
        ("约稿", values["request"]),
        ("建议", f"{values['suggestion']}：{values['reason']}" if values["suggestion"] else ""),
        ("没有存", "" if values["digest"] else why_nothing(row)),
    ]
    return [(name, said) for name, said in told if said]


def why_nothing(row: Row) -> str:
    """Why of a draft nothing is kept, in Chinese."""
    if row.values["secret"]:
        return "带有密级标志，没有存"
    if row.values["purged"]:
        return "过期已清理"
    return str(row.values["error"]) or "读不了"
