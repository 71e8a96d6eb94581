"""What the pages and the PDF of the handbook show: pure functions of its chapters, of the rules and of the ward's name.

Loads the rules and Markdown, so only a build that makes the handbook anew loads it.
"""

from plugins.channels.booklets import BookletChapter, BookletPicture, BookletView
from plugins.desk.handbook import chapter_html, sections
from plugins.desk.handbook_rules import RuleRow
from plugins.desk.handbook_source import FOLDER, PDF, TITLE, HandbookInputs
from plugins.engine.makers import TemplateView
from plugins.engine.rule_table import RULES_TABLE
from plugins.engine.views.elements import Link
from plugins.engine.views.office import HandbookPage


def rule_rows() -> tuple[RuleRow, ...]:
    """All rules of the joined tables."""
    return tuple(RuleRow(rule.id, rule.level, rule.title) for rule in RULES_TABLE)


def handbook_page(inputs: HandbookInputs, at: int) -> TemplateView:
    """The page of a chapter by its place."""
    chapter, links = inputs.chapters[at], tuple(Link(label=one.title, url=f"{one.slug}.html") for one in inputs.chapters)
    html = chapter_html(chapter, rule_rows(), inputs.sizes)
    page = HandbookPage(
        heading=chapter.title,
        lead=chapter.lead,
        html=html,
        site_name=inputs.site_name,
        chapters=links,
        url=links[at].url,
        sections=tuple(Link(label=words, url=f"#{anchor}") for anchor, words in sections(html)),
        previous=links[at - 1] if at else None,
        next=links[at + 1] if at + 1 < len(links) else None,
        pdf=PDF if inputs.has_pdf else "",
    )
    return TemplateView(template=page.template, view=page, frame=None)


def handbook_booklet(inputs: HandbookInputs) -> BookletView:
    """All chapters for print."""
    rows = ((one, chapter_html(one, rule_rows(), inputs.sizes)) for one in inputs.chapters)
    return BookletView(
        source=f"staff/{FOLDER}/{PDF}",
        title=TITLE,
        site_name=inputs.site_name,
        publisher=inputs.publisher,
        chapters=tuple(BookletChapter(title=one.title, lead=one.lead, html=html) for one, html in rows),
        pictures=tuple(BookletPicture(path=one.path, data=one.data, width=one.width, height=one.height) for one in inputs.shots),
    )
