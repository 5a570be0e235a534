"""The cleaners, a module per family. This list is the table of contents."""

from cleantext.cleaners import (
    characters,
    cms,
    code_leaks,
    crawl_headers,
    embeds,
    link_residue,
    markdown,
    markdown_links,
    markup,
    model_text,
    shortcodes,
    templates,
)

FAMILIES = (
    characters,
    shortcodes,
    cms,
    templates,
    code_leaks,
    crawl_headers,
    markup,
    link_residue,
    embeds,
    model_text,
    markdown_links,
    markdown,
)
