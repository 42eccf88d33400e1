"""PDFs, written by hand below: paragraphs, hyphenation, running heads, and files that hold no text."""

from __future__ import annotations

import pytest

from reportedly.errors import InputError
from reportedly.text.pdf import read_pdf


def make_pdf(pages: list[list[str]]) -> bytes:
    """A PDF of text pages in Helvetica, one line below the other."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj T* " for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    return (
        f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    ).encode()


PAGES = [
    [
        "Example Observer - Situation report 7",
        "Shelling of the harbour town",
        "Government guns on the northern hills shelled the harbour town on Mon-",
        "day for the third day in a row, and at least nine people were killed by",
        "the fire, medics said.",
        "The rebels answered with rockets. They hit a barracks and a bakery near",
        "the old customs house, a resident told the Observer, and the army has",
        "1",
    ],
    [
        "Example Observer - Situation report 7",
        "sent two companies to the quay.",
        "Aid workers could not reach the western quarter, where some two hundred",
        "families are without water.",
        "2",
    ],
    ["Example Observer - Situation report 7", "No truce is in sight.", "3"],
]


def test_paragraphs() -> None:
    article = read_pdf(make_pdf(PAGES), id="p")
    assert article.text.split("\n\n") == [
        "Shelling of the harbour town",
        "Government guns on the northern hills shelled the harbour town on Monday for the third day in a row, and at"
        " least nine people were killed by the fire, medics said.",
        "The rebels answered with rockets. They hit a barracks and a bakery near the old customs house, a resident told"
        " the Observer, and the army has sent two companies to the quay.",
        "Aid workers could not reach the western quarter, where some two hundred families are without water.",
        "No truce is in sight.",
    ]
    assert article.title == "Shelling of the harbour town"
    assert article.body[0].of(article.text).startswith("Government guns")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (make_pdf([[], []]), "images"),
        (b"", "damaged"),
        (b"%PDF-1.7\n garbage", "damaged"),
        (make_pdf(PAGES)[:300], "damaged|images"),
        (b"no pdf at all", "damaged"),
    ],
)
def test_pdfs_without_text(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_pdf(data)


def test_password(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2

    def locked(data: bytes) -> None:
        raise pypdfium2.PdfiumError("Failed to load document (PDFium: Incorrect password error).")

    monkeypatch.setattr(pypdfium2, "PdfDocument", locked)
    with pytest.raises(InputError, match="password"):
        read_pdf(b"%PDF-1.4")
