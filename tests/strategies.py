"""Texts that are hard on cleaners: odd characters, debris-like pieces, real-looking paragraphs."""

from __future__ import annotations

from hypothesis import strategies as st

from cleantext import Document, Edit

# Characters where folding, splitting or counting goes wrong: long s, dotted I, sharp s, combining accents,
# line breaks that are not "\n", joiners, bidi marks, an emoji family, letters beyond the basic plane.
AWKWARD = (
    "ſ", "İ", "ı", "ß", "K", "e\u0301", "\r", "\r\n", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x85", "\u00a0",
    "\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u202e", "\ufeff", "\u2060", "\ufffd", "👨‍👩‍👧", "𝒜", "ﬁ", "\x00", "\t",
    "\u3000", "می‌خواهم", "क्‍ष", "日本語。", "ไทย", "שלום", "…", "“", "”", "’", "—", "«", "»",
)  # fmt: skip

# Pieces that make cleaners wake up. Words are ours.
PIECES = (
    "[ad_1]", "[ad_2]", "[caption id=\"a\"]", "[/caption]", "“>", "\">", "&amp;", "&lt;", "&nbsp;", "â€™", "Ã©", "<p>", "</p>",
    "<br />", "# ", "## ", "**", "*", "_", "[link](#)", "[x](https://example.org/a)", "<https://example.org/b>", "![a](b.png)",
    "Leave a Reply", "Your email address will not be published.", "Required fields are marked *", "By Ada Example",
    "October 3, 2021", "Photo: Ada Example", "Original url:", ". .", ". he said.", "Harbour reopens after storm",
    "The harbour of the small town reopened on Monday after a storm had closed it for nine days.", "• ", "- ", "1. ", "> ",
    "Read also: Another story", "Related", "Share this", "Advertisement", "Comments", "Tags: harbour, storm", "© 2021 Example",
    "|", "    ", "...", "{", "}", "(", ")", ":", "https://example.org/c", "a@example.org", "@handle", "#tag", "Nagorno", "U.S.",
)  # fmt: skip


def on_a_page(text: str) -> Document:
    """Return the text as a document from which a page's menu was removed already."""
    return Document("Menu\n" + text).edited("menus", [Edit(0, "Menu\n", "")])


def awkward_text() -> st.SearchStrategy[str]:
    """Texts of a few lines, made of debris, prose, awkward characters and anything else."""
    piece = st.one_of(
        st.sampled_from(PIECES),
        st.sampled_from(AWKWARD),
        st.sampled_from(["\n", "\n\n", " ", "  ", ". ", ", "]),
        st.text(max_size=6),
        st.text(alphabet="abcAB .\n", max_size=12),
    )
    return st.lists(piece, max_size=14).map("".join)
