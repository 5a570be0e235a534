"""One text with something to clean, one without, and what comes of them."""

from __future__ import annotations

TITLE = "Ferry hits pier in the fog"
STORY = "A ferry ran into the old pier on Sunday, in thick fog and without a pilot.\n"
DIRTY = f"{TITLE}\n\n[ad_1]\n\n{STORY}\nLeave a Reply\n\nYour email address will not be published.\n"
PLAIN = "The museum of the harbour opens again in May, after two years of repairs to its roof."
FACTS = {"title": TITLE, "phrase_languages": ["en"]}  # of the first
