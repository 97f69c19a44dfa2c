"""PDF and OFD files with words at chosen places, made by hand."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

WIDE, HIGH = 595, 842  # points of A4

PICTURE = "picture"
CURVES = "curves"


class Words(NamedTuple):
    """A line of text: from the left and down from the top, in points."""

    left: float
    down: float
    size: float
    text: str


Content = Sequence[Words] | str


def column(paragraphs: Sequence[str], down: float = 120, per_line: int = 28) -> list[Words]:
    """Paragraphs as Chinese is set: lines of equal length, the first indented by two."""
    lines = []
    for paragraph in paragraphs:
        rest, indent = paragraph, 2
        while rest:
            lines.append(Words(90 + 15 * indent, down, 15, rest[: per_line - indent]))
            rest, indent = rest[per_line - indent :], 0
            down += 28
    return lines


def pdf(pages: Sequence[Content], information: str = "") -> bytes:
    """A PDF with a Chinese font that is named only, so that no font file is needed."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
        b" /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /Ascent 880 /Descent -120"
        b" /CapHeight 880 /StemV 93 /ItalicAngle 0 /FontBBox [-25 -254 1000 880] >>",
        _stream(b"\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1"
                " /ColorSpace /DeviceGray /BitsPerComponent 8"),
        f"<< {information} >>".encode(),
    ]  # fmt: skip
    kids = []
    for page in pages:
        objects.append(_stream(_content(page)))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE} {HIGH}] /Contents {len(objects)}"
            " 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /I 6 0 R >> >> >>".encode()
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 7 0 R >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def _stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data)
    head = f"<< {entries} /Length {len(packed)} /Filter /FlateDecode >>\nstream\n"
    return head.encode() + packed + b"\nendstream"


def _content(page: Content) -> bytes:
    if page == PICTURE:
        return b"q 400 0 0 600 90 100 cm /I Do Q"
    if page == CURVES:
        return b"100 100 m 200 300 l 300 100 l f"
    return b"\n".join(
        b"BT /F1 %g Tf 1 0 0 1 %g %g Tm <%b> Tj ET"
        % (one.size, one.left, HIGH - one.down, one.text.encode("utf-16-be").hex().encode())
        for one in page
        if isinstance(one, Words)
    )


# OFD, in mm


def words(left: float, down: float, size: float, text: str, more: str = "") -> str:
    """A text object as programs write it: a boundary, and one step for all characters."""
    steps = f"g {len(text) - 1} {size}" if len(text) > 1 else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{left} {down} 150 {size}" Font="1" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size * 0.8}" DeltaX="{steps}">{escape(text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def layer(*objects: str) -> str:
    """The content of a page or template."""
    return f'<ofd:Content><ofd:Layer ID="2">{"".join(objects)}</ofd:Layer></ofd:Content>'


IMAGE = '<ofd:ImageObject ID="7" Boundary="0 0 210 297" ResourceID="5"/>'


def ofd(
    pages: Sequence[str],
    *,
    templates: Sequence[str] = (),
    composites: Mapping[str, str] | None = None,
    annotations: Mapping[int, str] | None = None,
    information: str = "",
) -> bytes:
    """An OFD file as GB/T 33190 has it. `pages` are what stands in their Page elements."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    files = {
        "OFD.xml": f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        f"<ofd:DocID>0</ofd:DocID>{information}</ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    }
    common = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    for index, template in enumerate(templates):
        place = f"Tpls/Tpl_{index}/Content.xml"
        common += f'<ofd:TemplatePage ID="{800 + index}" BaseLoc="{place}"/>'
        files[f"Doc_0/{place}"] = f"<ofd:Page {space}>{template}</ofd:Page>"
    if composites:
        common += "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
        units = "".join(
            f'<ofd:CompositeGraphicUnit ID="{name}" Width="100" Height="50">{inside}'
            "</ofd:CompositeGraphicUnit>"
            for name, inside in composites.items()
        )
        files["Doc_0/DocumentRes.xml"] = (
            f'<ofd:Res {space} BaseLoc="Res"><ofd:CompositeGraphicUnits>{units}'
            "</ofd:CompositeGraphicUnits></ofd:Res>"
        )
    listed = ""
    for index, page in enumerate(pages):
        place = f"Pages/Page_{index}/Content.xml"
        listed += f'<ofd:Page ID="{100 + index}" BaseLoc="{place}"/>'
        files[f"Doc_0/{place}"] = f"<ofd:Page {space}>{page}</ofd:Page>"
    more = ""
    if annotations:
        more = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
        files["Doc_0/Annots/Annotations.xml"] = (
            f"<ofd:Annotations {space}>"
            + "".join(
                f'<ofd:Page PageID="{100 + index}"><ofd:FileLoc>Page_{index}/Annotation.xml'
                "</ofd:FileLoc></ofd:Page>"
                for index in annotations
            )
            + "</ofd:Annotations>"
        )
        for index, inside in annotations.items():
            files[f"Doc_0/Annots/Page_{index}/Annotation.xml"] = (
                f"<ofd:PageAnnot {space}>{inside}</ofd:PageAnnot>"
            )
    files["Doc_0/Document.xml"] = (
        f"<ofd:Document {space}><ofd:CommonData>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{more}</ofd:Document>"
    )
    return packed(files)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return out.getvalue()
