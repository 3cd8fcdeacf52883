"""Garbled letters that are put right, and letters that are left alone."""

from ftfy.badness import is_bad

from coopdata.documents.repair import MAY_BE_GARBLED, repair


def test_letters_read_in_a_wrong_encoding_are_put_right_and_the_lines_are_told() -> None:
    found = repair("Peru’s “treaty”\nwas signed in SÃ£o Paulo\r\nby the ministerâ€™s aide\n")
    assert found.text == "Peru’s “treaty”\nwas signed in São Paulo\r\nby the minister’s aide\n"
    assert found.lines == (2, 3)


def test_a_sound_text_is_left_as_it_is() -> None:
    text = "“São Tomé” — ‘Ñandú’ … ﬁne ½ Ⅳ e\u0301\r\nÀ la carte"
    assert repair(text).text is text


def test_every_line_that_ftfy_finds_garbled_has_a_sign_of_it() -> None:
    beyond = [chr(code) for code in range(0x80, 0x2600)]
    around = ("", "a", "Z", " ", ".")
    alone = [f"{before}{letter}{after}" for letter in beyond for before in around for after in around]
    missed = [line for line in alone if is_bad(line) and not MAY_BE_GARBLED.search(line)]
    assert missed == []
