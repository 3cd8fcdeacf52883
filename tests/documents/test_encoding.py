"""Which encoding bytes are read in, and when none is sure enough."""

import pytest

from coopdata.documents.encoding import decode_bytes

ENGLISH = "The Ministry of Trade said it “welcomes” the agreement – the first of its kind – with São Tomé and Príncipe."
SPANISH = (
    "El Ministerio de Relaciones Exteriores de España firmó un acuerdo de cooperación con la Organización Mundial. "
    "El señor Muñoz añadió que la reunión continuará mañana."
)
RUSSIAN = "Министерство иностранных дел подписало меморандум о сотрудничестве с правительством Вьетнама в Ханое."
JAPANESE = "日本とラオスは協力覚書に署名した。経済産業省は水曜日に発表した。"
POLISH = (
    "Ministerstwo podpisało umowę o współpracy. Wiceminister powiedział, że umowa będzie obowiązywać przez pięć lat."
)
HUNGARIAN = "A miniszter aláírta az együttműködési megállapodást. A szerződés öt évre szól, és jövőre lép hatályba."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        ("Peru’s minister signed – at last – a treaty.", "cp1252"),
        (SPANISH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "cp932"),
    ],
)
def test_an_encoding_is_told_from_the_bytes(text: str, encoding: str) -> None:
    found = decode_bytes(text.encode(encoding))
    assert found is not None
    assert (found.text, found.encoding, found.detected) == (text, encoding, True)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8"])
def test_a_byte_order_mark_or_valid_utf8_proves_an_encoding(encoding: str) -> None:
    found = decode_bytes(ENGLISH.encode(encoding))
    assert found is not None
    assert (found.text, found.detected) == (ENGLISH, False)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (POLISH, "cp1250"),
        (HUNGARIAN, "cp1250"),
        ("Español", "latin-1"),
        ("Perú", "latin-1"),
        ("He signed ‘it’ for Perú.", "mac_roman"),
    ],
    ids=["as likely in another", "a like language", "too short", "shorter", "of old Macs"],
)
def test_no_encoding_is_taken_that_is_not_sure(text: str, encoding: str) -> None:
    assert decode_bytes(text.encode(encoding)) is None


def test_a_declared_encoding_goes_before_a_likely_one_and_utf8_before_both() -> None:
    declared = decode_bytes(POLISH.encode("cp1250"), "windows-1250")
    assert declared is not None
    assert (declared.text, declared.detected) == (POLISH, False)
    proven = decode_bytes(POLISH.encode(), "windows-1250")
    assert proven is not None
    assert proven.text == POLISH


@pytest.mark.parametrize("declared", ["x-unheard-of", "utf\0-8", "hex", ""])
def test_a_declaration_that_names_no_encoding_is_passed_over(declared: str) -> None:
    found = decode_bytes(ENGLISH.encode("cp1252"), declared)
    assert found is not None
    assert found.text == ENGLISH


def test_latin_1_is_read_as_windows_writes_it() -> None:
    found = decode_bytes("“Peru”".encode("cp1252"), "iso-8859-1")
    assert found is not None
    assert found.text == "“Peru”"
