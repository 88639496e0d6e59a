"""The documentation says what the code knows."""

from pathlib import Path

from kaapana_clinical_tools.reference import markdown

PAGE = Path(__file__).parents[2] / "docs" / "workflows.md"


def test_the_page_holds_the_generated_tables() -> None:
    text = PAGE.read_text("utf-8")
    assert text.split("<!-- generated -->\n")[1].split("\n<!-- end -->")[0] == markdown()
