from __future__ import annotations

import pytest

from builder.model.text_fault import TextFault
from builder.model.xml_text import check_xml, xml_bytes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<a>", "no element found at line 1, column 4"),
        ("<a>\n <b></a>", "mismatched tag at line 2, column 7"),
        ("<ä>ü & </ä>", "not well-formed (invalid token) at line 1, column 7"),
        ("<a/><b/>", "junk after document element at line 1, column 5"),
        ("<a>&nope;</a>", "undefined entity at line 1, column 4"),
        (" \n", "there is no element"),
        ("<a>\ud800</a>", "it holds half a surrogate pair, which is no character"),
    ],
)
def test_what_is_not_well_formed_has_a_place(text: str, said: str) -> None:
    with pytest.raises(TextFault) as raised:
        check_xml(text)
    assert str(raised.value) == said


@pytest.mark.parametrize(
    "text",
    [
        "<a/>",
        '<?xml version="1.0" encoding="utf-16"?><a/>',
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        '<!DOCTYPE a SYSTEM "file:///nowhere"><a/>',
        "<a xmlns:x='u'><x:b>\U0001f600</x:b></a>",
    ],
)
def test_well_formed_documents(text: str) -> None:
    check_xml(text)


def test_the_bytes_are_in_the_declared_encoding() -> None:
    text = '<?xml version="1.0" encoding="ISO-8859-1"?><a>é€</a>'
    assert xml_bytes(text).endswith(b"<a>\xe9&#8364;</a>")
    assert xml_bytes("<a>é</a>") == "<a>é</a>".encode()
    with pytest.raises(TextFault, match="“x-nope” is not known"):
        xml_bytes('<?xml version="1.0" encoding="x-nope"?><a/>')
