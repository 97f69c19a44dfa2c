"""Encodings: each is read exactly, and what is no text is refused by what it is."""

import codecs

import pytest
import word_files
from hypothesis import given
from hypothesis import strategies as st

from shengao.errors import ReadError
from shengao.read.encoding import decode

TEXT = "县医院上半年接诊3.2万人次，\r\n同比增加12%。\n一、主要做法\n“㐂”字不丢。"
CUT = "文件被截断，最后一个字不完整，请重新保存或重新传送"
EMPTY = "空文件，没有可检查的文字"


def why(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        decode(data, "稿件.txt")
    assert caught.value.path == "稿件.txt"
    return caught.value.why


@pytest.mark.parametrize(
    "codec",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "utf-32-be"],
)
def test_each_encoding_is_read_as_it_is(codec: str) -> None:
    marks = {"utf-32-be": codecs.BOM_UTF32_BE}
    assert decode(marks.get(codec, b"") + TEXT.encode(codec), "") == TEXT


@pytest.mark.parametrize(
    "text",
    ["湖", "朱镕基", "区政府", "二", "A", "1", "税务局进企业", "“㐂”", "教育局：", "No.5 湖"],
)
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
def test_short_texts(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "") == text


def test_marked_utf16_of_the_other_order() -> None:
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "") == TEXT


def test_utf16_of_nothing_but_chinese_without_a_mark() -> None:
    text = "各乡镇要压实防汛责任，加密巡查频次"
    for codec in ("utf-16-le", "utf-16-be"):
        assert b"\0" not in text.encode(codec)
        assert decode(text.encode(codec), "") == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_file_cut_in_the_middle_of_a_character(codec: str) -> None:
    data = "县水利局完成河道清淤12公里，除险加固".encode(codec)
    assert why(data[:-1]) == CUT
    if codec.startswith("utf-8"):
        assert why(data[:-2]) == CUT


def test_four_byte_characters_cut_off() -> None:
    for lost in (1, 2, 3):
        assert why("防汛🙂".encode()[:-lost]) == CUT


def test_lone_surrogates_are_told_with_their_place() -> None:
    message = "第2行第3个字符是不成对的代理码，请改正后另存为 UTF-8 编码"
    text = "标题\n正文\ud83d后面"
    assert why(text.encode("utf-8", "surrogatepass")) == message
    assert why(codecs.BOM_UTF16_LE + text.encode("utf-16-le", "surrogatepass")) == message
    assert why(text.encode("utf-16-be", "surrogatepass")) == message


def test_damaged_utf8_is_not_taken_for_gb18030() -> None:
    data = ("农业农村局组织春耕备耕。\n" * 3).encode() + b"\xc4\xea" + "抓好落实。".encode()
    assert why(data) == "第4行第1个字符编码已损坏，请改正后另存为 UTF-8 编码"


@pytest.mark.parametrize(
    "data", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b" \r\n\t\n", "　\n".encode()]
)
def test_empty_files(data: bytes) -> None:
    assert why(data) == EMPTY


def test_binary_files() -> None:
    nul = "含有空字符（NUL），不是文本文件"
    assert why("今天\0会议".encode()) == nul
    assert why(b"abc\0def") == nul
    assert why(bytes(range(256)) * 4) == nul
    assert why(b"\x01\x02\x03\x04abc") == "含有大量控制字符，不是文本文件"
    assert why("正\x01\x02文".encode("utf-16")) == "含有大量控制字符，不是文本文件"


def test_a_stray_control_character_is_no_harm() -> None:
    text = "应急管理局开展隐患排查，" * 20 + "\x07整改完毕。\x1a"
    assert decode(text.encode(), "") == text


def test_encodings_of_other_places_are_not_guessed_at() -> None:
    message = "认不出文字编码，请用记事本另存为 UTF-8 编码"
    traditional = "為進一步規範資訊報送，現將有關情況通報如下，請各單位認真總結經驗。"
    assert why(traditional.encode("big5")) == message
    assert why("会議を開催しました。".encode("shift_jis")) == message
    assert decode(traditional.encode("gb18030"), "") == traditional


def test_a_text_of_more_than_20_mb() -> None:
    assert why(b"a" * (20 * 2**20 + 1)) == "文本超过 20 MB，请拆分后再检查"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (word_files.archive({"word/document.xml": ""}), "这其实是 Word 文档，请把扩展名改为 .docx"),
        (
            word_files.archive({"xl/workbook.xml": ""}),
            "这其实是 Excel 表格，请把要检查的文字另存为 .docx",
        ),
        (word_files.archive({"照片.txt": ""}), "这其实是压缩包，请先解压"),
        (
            word_files.ole("WordDocument"),
            "这其实是旧版 Word 文档（.doc），请用 Word 或 WPS 另存为 .docx",
        ),
        (
            word_files.ole("EncryptedPackage"),
            "这是加密的 Office 文档，请去掉打开密码，另存为 .docx",
        ),
        (word_files.ole("Other"), "这其实是旧版 Office 文件，请另存为 .docx"),
        (b"%PDF-1.7\n", "这其实是 PDF 文件，请把扩展名改为 .pdf"),
        (rb"{\rtf1\ansi", "这其实是 RTF 文档，请把扩展名改为 .rtf"),
        (b"\x89PNG\r\n\x1a\n", "这其实是图片，请转成文字后再检查"),
    ],
)
def test_files_of_other_formats_are_called_by_their_name(data: bytes, message: str) -> None:
    assert why(data) == message


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    try:
        text = decode(data, "")
    except ReadError:
        return
    assert text.strip()
    text.encode()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_any_utf8_with_a_mark_is_read_as_it_is(text: str) -> None:
    if text.strip():
        assert decode(codecs.BOM_UTF8 + text.encode(), "") == text
