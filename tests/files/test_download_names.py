"""File names that a server gives, made harmless."""

import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mijnklantportaal._download_names import cleaned_name, server_name


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("offer 2024.pdf", "offer 2024.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:evil.exe", "C_evil.exe"),
        (".bashrc", "bashrc"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u200b\ufeff.pdf", "a.pdf"),
        ("a\r\nSet-Cookie: b", "aSet-Cookie_ b"),
        ("con", "_con"),
        ("COM¹.log", "_COM¹.log"),
        ("nul .txt", "_nul .txt"),
        ("dots. . ", "dots"),
        ("e\u0301.pdf", "é.pdf"),
        ("é" * 200 + ".pdf", "é" * 125 + ".pdf"),
        ("a" * 300, "a" * 255),
        # As long as a header may be: this must not take minutes.
        ("a" + "." * 90_000 + "b", "a.b"),
        ("...", None),
        ("", None),
        ("folder/", None),
    ],
)
def test_name_is_cleaned(name: str, cleaned: str | None) -> None:
    assert cleaned_name(name) == cleaned


@given(st.text())
def test_cleaned_name_is_a_name_in_the_folder_on_every_system(text: str) -> None:
    name = cleaned_name(text)
    if name is None:
        return
    assert os.path.basename(name) == name
    assert not set(name) & set('/\\:*?"<>|\0')
    assert name.strip(". ") == name
    assert len(name.encode()) <= 255
    assert all(unicodedata.category(character) not in ("Cc", "Cf", "Cs") for character in name)
    assert cleaned_name(name) == name


@pytest.mark.parametrize(
    ("disposition", "url", "name"),
    [
        ("attachment; filename=a.pdf; filename*=UTF-8''%e2%82%ac.pdf", "https://h/", "€.pdf"),
        ("attachment; filename*=iso-8859-1'nl'%e9.pdf", "https://h/", "é.pdf"),
        ("attachment; filename*=UTF-8''%ff; filename=b.txt", "https://h/", "b.txt"),
        ('attachment; filename="a\\"b;c.pdf"', "https://h/", "a_b;c.pdf"),
        ('inline; x="; filename=no.pdf"', "https://h/", None),
        ("", "https://h/files/a%2Fb%20c.pdf?signature=d.e", "b c.pdf"),
        # Rather an ID, or a secret, than a name.
        ("", "https://h/downloads/kx81hq0zr", None),
        ("attachment; filename=/", "https://h/a.pdf", "a.pdf"),
    ],
)
def test_name_of_the_server_is_that_of_the_header_else_of_the_url(disposition: str, url: str, name: str | None) -> None:
    assert server_name(disposition, url) == name
