"""The reports in a real browser: they open without an error, filter, search, and run nothing of what they show."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.test_report_page import cleantext

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parent.parent / "samples" / "dirty"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
BAD = 'window.hacked = "yes"'
HOSTILE = f"""The quay at Ellery</script><script>{BAD}</script>

<img src="x" onerror='{BAD}'> <svg onload='{BAD}'> <!-- <script> <a href="javascript:{BAD}">wi\u00adde</a>

The harbour office reported on Monday that the old quay would be mended before the winter, and paid for by the town.

[ad_1]

javascript:{BAD} {{{{{BAD}}}}} {"harbour" * 60} \u202e\u2028 ]]> </style><style>body {{ display: none }}</style>
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "no Chromium found; install it, or name it in $CHROMIUM"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the reports of a few documents, of many, and of a preview."""
    folder = tmp_path_factory.mktemp("reports")
    few = folder / "few"
    shutil.copytree(SAMPLES, few)
    (few / "<img src=x onerror=alert(1)>.txt").write_text(HOSTILE, encoding="utf-8")
    with open(few / "bad.jsonl", "w", encoding="utf-8") as stream:
        stream.write(
            json.dumps({"id": "<script>alert(2)</script>", "text": "A ro\u00adad."}) + f"\n{BAD} no json <b>\n"
        )
    with open(folder / "many.jsonl", "w", encoding="utf-8") as stream:
        for number in range(300):
            text = (
                f"Number {number} {HOSTILE}{'[ad_1]' * (number % 40)}\n\nThe end of it came on Friday, said the town."
            )
            stream.write(json.dumps({"id": f"</script>{number}", "text": text}) + "\n")
    assert cleantext("clean", few, "--to", folder / "out", "--report", folder / "few.html", "-j", 1).returncode == 1
    many = folder / "many.jsonl"
    assert cleantext("clean", many, "--to", folder / "m.jsonl", "--report", folder / "many.html").returncode == 0
    assert cleantext("preview", few, "--against", "repair", "--report", folder / "preview.html").returncode == 1
    return folder


class Page:
    """A page with what it said on its console, and what it asked the network for."""

    def __init__(self, browser: Any, path: Path, **context: Any) -> None:
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("body[data-ready]")

    def open_all(self) -> None:
        """Open every document and every cleaner's examples."""
        self.page.evaluate(
            """() => {
              for (const details of document.querySelectorAll("details.document")) {
                details.open = true;
                details.fill();
              }
              for (const name of document.querySelectorAll("tr.cleaner button[aria-expanded=false]")) name.click();
            }"""
        )

    def visible(self, selector: str) -> int:
        """Return how many of these elements are shown."""
        return int(self.page.locator(f"{selector} >> visible=true").count())


@pytest.fixture(params=["few", "many", "preview"])
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_opens_without_errors_runs_nothing_it_shows_and_fits(
    browser: Any, reports: Path, name: str, width: int, scheme: str
) -> None:
    view = Page(browser, reports / f"{name}.html", viewport={"width": width, "height": 800}, color_scheme=scheme)
    view.open_all()
    page = view.page
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('main img, main svg, main script, main style, main a').length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("body").inner_text().count(BAD) > 0
    assert view.said == []
    assert len(view.asked) == 1, "nothing but the page itself was asked for"
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, background.strip("rgb()").split(","))) < 200) == (scheme == "dark")
    page.click("text=◐")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != background
    view.context.close()


def test_documents_are_side_by_side_with_their_edits_marked(browser: Any, reports: Path) -> None:
    view = Page(browser, reports / "few.html", viewport={"width": 1280, "height": 800})
    view.open_all()
    document = view.page.locator("details.document", has_text="harbour.txt").first
    assert document.locator(".l del", has_text="[ad_1]").is_visible()
    assert document.locator(".r", has_text="The harbour of Port Ellery opened").first.is_visible()
    assert document.locator(".w b", has_text="ad-placeholders").first.is_visible()
    assert "Miriam Oakes" in document.locator(".facts").inner_text()
    view.page.click("text=One column")
    assert not document.locator(".r").first.is_visible()
    assert document.locator(".u del", has_text="[ad_1]").is_visible()
    assert view.said == []
    view.context.close()


def test_a_phone_shows_one_column(browser: Any, reports: Path) -> None:
    view = Page(browser, reports / "few.html", viewport={"width": 390, "height": 800})
    view.open_all()
    assert view.visible(".pair .l") == view.visible(".pair .r") == 0
    assert view.visible(".pair .u") > 10
    view.context.close()


def test_search_and_filter(browser: Any, reports: Path, name: str) -> None:
    view = Page(browser, reports / f"{name}.html", viewport={"width": 1280, "height": 800})
    page = view.page
    documents, cleaners = view.visible("details.document"), view.visible("tr.cleaner")
    page.fill("input[type=search]", "harbour office reported")
    assert 0 < view.visible("details.document") <= documents
    page.fill("input[type=search]", "no such words anywhere")
    assert view.visible("details.document") == view.visible("tr.cleaner") == 0
    assert page.locator("output").inner_text().startswith("0 of ")
    page.fill("input[type=search]", "")
    assert view.visible("details.document") == documents
    page.select_option("select", "ad-placeholders")
    assert view.visible("tr.cleaner") == 1
    assert view.visible("tr.more .example") >= 1
    shown = view.visible("details.document")
    assert 0 < shown <= documents
    assert (shown < documents) == (name != "many")
    page.locator("details.document >> visible=true").first.locator(".chip", has_text="ad-placeholders").click()
    assert page.input_value("select") == "", "a second choice of the same cleaner takes the filter away"
    assert (view.visible("details.document"), view.visible("tr.cleaner")) == (documents, cleaners)
    assert view.said == []
    view.context.close()


def test_a_chart_leads_to_its_document(browser: Any, reports: Path) -> None:
    view = Page(browser, reports / "few.html", viewport={"width": 1280, "height": 800})
    view.page.evaluate("for (const details of document.querySelectorAll('details')) details.open = false")
    view.page.locator(".bars button", has_text="glacier.md").click()
    assert view.page.locator("details.document[open] .id").all_inner_texts() == ["glacier.md"]
    assert view.page.locator("#failures").is_visible()
    assert f"{BAD} no json" not in view.page.locator("#failures").inner_text()
    view.context.close()
    many = Page(browser, reports / "many.html", viewport={"width": 1280, "height": 800})
    assert many.visible(".chart div") == 20
    many.context.close()
