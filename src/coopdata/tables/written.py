"""The written form of values: how `statements.value` and corrections write what a column holds."""

from coopdata.tables.spec import Column, Type


def written(value: object) -> str:
    """A published value as text: whole numbers without a decimal point, true or false, all else as it is.

    >>> written(6000000.0), written(True), written("LA")
    ('6000000', 'true', 'LA')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def parse(column: Column, text: str) -> str | int | float | bool:
    """A value of the column from its written form. ValueError if it is none."""
    if column.type is Type.INTEGER:
        return int(text)
    if column.type is Type.NUMBER:
        return float(text)
    if column.type is Type.BOOLEAN:
        if text not in ("true", "false"):
            raise ValueError(f"{text!r} is neither true nor false")
        return text == "true"
    return text
