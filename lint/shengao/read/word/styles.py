"""What the paragraph styles of a Word document say."""

from typing import TYPE_CHECKING, NamedTuple

from shengao.read.word import concealed
from shengao.read.word.tags import PROPERTIES, RUN_PROPERTIES, VAL, W, number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BODY_LEVEL = 9  # w:outlineLvl of body text


class Style(NamedTuple):
    """What a paragraph style says, with the styles that it is based on."""

    name: str = ""
    outline: int = BODY_LEVEL
    list_name: str | None = None
    list_level: int | None = None
    hidden: bool = False
    shaded: bool = False


def read_styles(root: "Element | None") -> dict[str, Style]:
    """The styles by their id; the default paragraph style by an empty one."""
    elements = {e.get(W + "styleId", ""): e for e in (root if root is not None else ())}
    styles: dict[str, Style] = {}
    for name, element in elements.items():
        chain = {name: element}
        while (based := element.find(W + "basedOn")) is not None:
            parent = based.get(VAL, "")
            if parent in chain or parent not in elements:
                break
            element = chain[parent] = elements[parent]
        style = Style()
        for element in reversed(chain.values()):
            style = _inherit(style, element)
        styles[name] = style
        element = elements[name]
        if element.get(W + "default") in ("1", "true") and element.get(W + "type") == "paragraph":
            styles[""] = style
    return styles


def ordinal(name: str, families: tuple[str, ...]) -> int | None:
    """The number of a style such as “heading 1”, “标题 1” or “toc 2”."""
    for family in families:
        digit = name.lower().removeprefix(family).strip()
        if len(digit) == 1 and digit.isdecimal() and digit != name:
            return int(digit)
    return None


def _inherit(style: Style, element: "Element") -> Style:
    named = element.find(W + "name")
    name = named.get(VAL, "") if named is not None else element.get(W + "styleId", "")
    heading = ordinal(name, ("heading", "标题"))
    properties = element.find(PROPERTIES)
    outline = heading - 1 if heading else style.outline
    list_name, list_level = style.list_name, style.list_level
    shaded = style.shaded or concealed.is_shaded(properties)
    if properties is not None:
        outline = number(properties.find(W + "outlineLvl"), outline)
        list_name, list_level = listed(properties, list_name, list_level)
    run = element.find(RUN_PROPERTIES)
    vanish = run.find(W + "vanish") if run is not None else None
    hidden = style.hidden if vanish is None else concealed.is_on(vanish)
    return Style(name, outline, list_name, list_level, hidden, shaded)


def listed(
    properties: "Element", list_name: str | None, list_level: int | None
) -> tuple[str | None, int | None]:
    """The list and level that paragraph properties name, else those given."""
    numbered = properties.find(W + "numPr")
    if numbered is not None:
        named, level = numbered.find(W + "numId"), numbered.find(W + "ilvl")
        if named is not None:
            list_name = named.get(VAL)
        if level is not None:
            list_level = number(level, 0)
    return list_name, list_level
