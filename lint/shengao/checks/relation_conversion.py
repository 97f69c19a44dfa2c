"""The reckoning of `shengao.checks.relation` with one amount in two units: 30亩（约合2公顷）."""

from decimal import Decimal

from shengao.checks.relation_operand import Found, Operand, Verdict, shown

_SIZES = {
    "平方米": (Decimal(1), "area"), "亩": (Decimal(10000) / 15, "area"),
    "公顷": (Decimal(10000), "area"), "平方公里": (Decimal(1_000_000), "area"),
    "米": (Decimal(1), "length"), "里": (Decimal(500), "length"),
    "公里": (Decimal(1000), "length"), "克": (Decimal(1), "weight"),
    "两": (Decimal(50), "weight"), "斤": (Decimal(500), "weight"),
    "公斤": (Decimal(1000), "weight"), "千克": (Decimal(1000), "weight"),
    "吨": (Decimal(1_000_000), "weight"), "分钟": (Decimal(1), "time"),
    "小时": (Decimal(60), "time"), "个小时": (Decimal(60), "time"),
    "瓦": (Decimal(1), "power"), "千瓦": (Decimal(1000), "power"),
    "兆瓦": (Decimal(1_000_000), "power"), "吉瓦": (Decimal(1_000_000_000), "power"),
    "千伏安": (Decimal(1), "load"), "兆伏安": (Decimal(1000), "load"),
    "度": (Decimal(1), "energy"), "千瓦时": (Decimal(1), "energy"),
    "兆瓦时": (Decimal(1000), "energy"), "升": (Decimal(1), "volume"),
    "立方米": (Decimal(1000), "volume"), "MB": (Decimal(1), "data"),
    "GB": (Decimal(1024), "data"), "TB": (Decimal(1024**2), "data"),
}  # fmt: skip
_SLACK = Decimal("0.06")


def in_unit(one: Operand, unit: str) -> Operand | None:
    """A figure counted in another unit of the same kind; None where there is no such unit."""
    if one.unit == unit:
        return one
    own, other = _SIZES.get(one.unit), _SIZES.get(unit)
    if own is None or other is None or own[1] != other[1]:
        return None
    scale = own[0] / other[0]
    return one._replace(value=one.value * scale, step=one.step * scale, unit=unit)


def conversion(found: Found) -> Verdict | None:
    """`before`（约合 `stated`）: the same amount in another unit."""
    before, stated = found.slots.get("before"), found.slots.get("stated")
    if before is None or stated is None:
        return None
    if before.unit == stated.unit:
        return _slipped(before, stated)
    converted = in_unit(before, stated.unit)
    if converted is None or before.value <= 0:
        return None
    wanted = converted.value
    if abs(stated.value - wanted) <= max(wanted * _SLACK, stated.step):
        return None
    amount = f"{before.words}合{shown(wanted, 2)}{stated.unit}"
    better = stated.rewritten(wanted, 2)
    return Verdict(stated.start, stated.end, amount, better, ((before.start, before.end),))


def _slipped(before: Operand, stated: Operand) -> Verdict | None:
    """1.2万吨（即120吨）: one amount and one unit, apart by a power of ten."""
    if min(before.value, stated.value) <= 0 or before.value == stated.value:
        return None
    ratio = max(before.value, stated.value) / min(before.value, stated.value)
    if ratio not in (10, 100, 1000, 10_000):
        return None
    better = stated.rewritten(before.value, 4)
    amount = f"{before.words}即{better}"
    return Verdict(stated.start, stated.end, amount, better, ((before.start, before.end),))
