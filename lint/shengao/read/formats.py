"""What a file really is, by its first bytes, when its name says something else."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream of an OLE file that holds it
_WORD = "WordDocument"
_ODT = b"application/vnd.oasis.opendocument.text"
_RTF = b"{\\rtf"
_PAGE = (b"<html", b"<!doctype html")
_OLE_STREAMS = (
    (_WORD, "旧版 Word 文档（.doc）", "请用 Word 或 WPS 另存为 .docx"),
    ("Workbook", "旧版 Excel 表格（.xls）", "请把要检查的文字另存为 .docx"),
    ("PowerPoint Document", "旧版演示文稿（.ppt）", "请把要检查的文字另存为 .docx"),
)
_ZIP_PARTS = (
    (b"word/", " Word 文档", "请把扩展名改为 .docx"),
    (b"xl/workbook", " Excel 表格", "请把要检查的文字另存为 .docx"),
    (b"ppt/presentation", "演示文稿", "请把要检查的文字另存为 .docx"),
    (_ODT, " ODT 文档", "请把扩展名改为 .odt"),
    (b"OFD.xml", " OFD 版式文件", "请把扩展名改为 .ofd"),
)
_MAGIC = (
    (b"%PDF", " PDF 文件", "请把扩展名改为 .pdf"),
    (_RTF, " RTF 文档", "请把扩展名改为 .rtf"),
    (b"Rar!", "压缩包", "请先解压"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包", "请先解压"),
    (b"\x1f\x8b", "压缩包", "请先解压"),
    (b"\x89PNG", "图片", "请转成文字后再检查"),
    (b"\xff\xd8\xff", "图片", "请转成文字后再检查"),
    (b"GIF8", "图片", "请转成文字后再检查"),
)


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin as a .docx does."""
    return data.startswith(_ZIP)


def is_ole(data: bytes) -> bool:
    """Whether the bytes begin as a file of the old Office does, or a mail of Outlook."""
    return data.startswith(_OLE)


def is_encrypted(data: bytes) -> bool:
    """Whether an OLE file is a newer document that asks for a password."""
    return _ENCRYPTED in data


def is_old_word(data: bytes) -> bool:
    """Whether an OLE file has the stream of Word, as that of WPS has."""
    return _WORD.encode("utf-16-le") in data


def is_rtf(data: bytes) -> bool:
    """Whether the bytes begin as an .rtf does."""
    return data.startswith(_RTF)


def is_open_document(data: bytes) -> bool:
    """Whether a zip file is a text of OpenDocument."""
    return is_zip(data) and _ODT in data


def is_page(data: bytes) -> bool:
    """Whether the bytes begin as HTML does."""
    return data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGE)


def foreign(data: bytes) -> str | None:
    """A Chinese sentence about bytes that are those of another format, else None."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return "这是加密的 Office 文档，请去掉打开密码，另存为 .docx"
        for stream, what, advice in _OLE_STREAMS:
            if stream.encode("utf-16-le") in data:
                return f"这其实是{what}，{advice}"
        return "这其实是旧版 Office 文件，请另存为 .docx"
    if is_zip(data):
        for part, what, advice in _ZIP_PARTS:
            if part in data:
                return f"这其实是{what}，{advice}"
        return "这其实是压缩包，请先解压"
    for magic, what, advice in _MAGIC:
        if data.startswith(magic):
            return f"这其实是{what}，{advice}"
    return None
