"""A report of the publicity work: figures of what was really published in a period. Pure functions of entries and findings.

    entries, findings, visits, tasks of the plan -> sections of sentences and tables -> HTML with plots, CSV, DOCX

Each table is written once: the page plots and prints it, the CSV and the Word file hold the same rows.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from plugins.core.model import ENTRY_TYPES, Answer, Article, Entry, Exemplar, ModelExample, OfficialDocument, Slogan
from plugins.core.rules import Issue
from plugins.editorial.reading_figures import ReadingEase, in_words
from plugins.editorial.reports import LEVEL_TEXT
from plugins.reports.matrix import Row, State
from plugins.reports.periods import Period
from plugins.reports.visits import Visits
from plugins.vietnamese.dates import short_date
from plugins.vietnamese.numbers import format_number

Cell = str | int
NOT_SAID = "(không ghi)"
#: rows of the lists of authors, pages, hard texts and findings
_MOST_ROWS = 15
#: names of `channels` of an entry
_CHANNELS = {"handout": "Tờ rơi", "slides": "Trình chiếu cho báo cáo viên", "social": "Mạng xã hội"}
_PORTAL, _BROADCAST = "Cổng thông tin điện tử", "Bản đọc cho truyền thanh"
#: days up to which a plot has a column a day, and a column a week; longer periods have one a month
_DAILY, _WEEKLY = 14, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of one kind."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    #: may the last column be plotted by the first?
    is_plotted: bool = False
    #: is it too long for the Word file?
    is_detail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One subject of a report."""

    heading: str
    sentences: tuple[str, ...]
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report."""

    period: Period
    #: what it is about, for the head: kết quả công tác tuyên truyền …
    subject: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry that came out in the period."""

    entry: Entry
    #: has it a form that is read aloud?
    is_spoken: bool
    #: of a text that is hard to read; None for others
    ease: ReadingEase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a report is made from."""

    period: Period
    #: newest first; standing pages too
    items: Sequence[Item]
    #: names by key
    categories: Mapping[str, str]
    #: what `check` says of those entries
    issues: Sequence[Issue]
    #: one line about each rule, by id
    rules: Mapping[str, str]
    #: of the ward's plan
    rows: Sequence[Row]
    #: None: no log was given
    visits: Visits | None
    #: titles of pages, by address
    titles: Mapping[str, str]


def report_of(material: Material) -> Report:
    """The report."""
    sections = [_published(material), _documents(material), _kinds(material), _quality(material)]
    sections += [_visits(material.period, material.visits, material.titles)] if material.visits else []
    sections += [_plan(material.rows)] if material.rows else []
    return Report(
        period=material.period,
        subject=f"Kết quả công tác thông tin, tuyên truyền trên Cổng thông tin điện tử, {material.period.words}",
        sections=tuple(sections),
    )


def _published(material: Material) -> Section:
    entries = [item.entry for item in material.items]
    by_type = Counter(entry.label for entry in entries)
    units = {entry.unit for entry in entries if entry.unit}
    articles = [entry for entry in entries if isinstance(entry, Article)]
    return Section(
        heading="Kết quả đăng tin, bài",
        sentences=(
            f"{_capital(material.period.words)}, Cổng đăng {_number(len(entries))} tin, bài và văn bản; "
            f"{_number(len(units))} đơn vị phụ trách nội dung.",
        ),
        tables=(
            Table(
                heading="Theo loại",
                head=("Loại", "Số lượng"),
                rows=tuple((t.label, by_type[t.label]) for t in ENTRY_TYPES if by_type[t.label]),
                is_plotted=True,
            ),
            _counted("Bài viết theo chuyên mục", "Chuyên mục", (material.categories.get(a.category, a.category) for a in articles)),
            _over_time(material),
            _counted("Theo kênh", "Kênh", _channels(material.items)),
            _counted("Theo đơn vị phụ trách", "Đơn vị", (entry.unit or NOT_SAID for entry in entries)),
            _counted("Theo tác giả", "Tác giả", (entry.author or NOT_SAID for entry in entries)),
            _counted("Theo người duyệt", "Người duyệt", (entry.reviewed_by or NOT_SAID for entry in entries)),
        ),
    )


def _channels(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield _PORTAL
        if item.is_spoken:
            yield _BROADCAST
        yield from (_CHANNELS.get(channel, channel) for channel in dict.fromkeys(item.entry.channels))


def _counted(heading: str, first: str, names: Iterable[str]) -> Table:
    """Names and how often each stands, the most frequent first; what is beyond the longest list is summed up."""
    counts = sorted(Counter(names).items(), key=lambda row: (-row[1], row[0]))
    rows: list[tuple[Cell, ...]] = list(counts[:_MOST_ROWS])
    if rest := counts[_MOST_ROWS:]:
        rows.append((f"{len(rest)} mục khác", sum(count for _, count in rest)))
    return Table(heading=heading, head=(first, "Số lượng"), rows=tuple(rows), is_plotted=True)


def _over_time(material: Material) -> Table:
    period = material.period
    heading, start, name = _steps(period)
    counts = Counter(start(item.entry.released_at.date()) for item in material.items)
    days = dict.fromkeys(start(period.first + dt.timedelta(days=n)) for n in range((period.last - period.first).days + 1))
    return Table(heading=heading, head=("Thời gian", "Số lượng"), rows=tuple((name(day), counts[day]) for day in days), is_plotted=True)


def _steps(period: Period) -> tuple[str, Callable[[dt.date], dt.date], Callable[[dt.date], str]]:
    """What stands for a day in a plot over time, and its name."""
    length = (period.last - period.first).days + 1
    if length <= _DAILY:
        return "Theo ngày", lambda day: day, short_date
    if length <= _WEEKLY:
        return "Theo tuần", lambda day: max(period.first, day - dt.timedelta(days=day.weekday())), lambda day: f"Tuần từ {short_date(day)}"
    return "Theo tháng", lambda day: day.replace(day=1), lambda day: f"Tháng {day.month}/{day.year}"


def _documents(material: Material) -> Section:
    documents = [item.entry for item in material.items if isinstance(item.entry, OfficialDocument)]
    waits = [(one.released_at.date() - one.issued).days for one in documents if one.issued]
    sentence = f"Đăng {_number(len(documents))} văn bản."
    if waits:
        sentence += (
            f" Từ ngày ban hành đến ngày đăng: trung bình {_number(round(sum(waits) / len(waits), 1))} ngày, "
            f"trung vị {_number(median(waits))} ngày, lâu nhất {_number(max(waits))} ngày."
        )
    rows = tuple(
        (
            one.number or NOT_SAID,
            one.kind,
            short_date(one.issued) if one.issued else "đang cập nhật",
            short_date(one.released_at.date()),
            (one.released_at.date() - one.issued).days if one.issued else "",
        )
        for one in documents
    )
    head = ("Số, ký hiệu", "Loại", "Ngày ban hành", "Ngày đăng", "Số ngày")
    tables = (Table(heading="Văn bản và số ngày từ khi ban hành đến khi đăng", head=head, rows=rows),) if rows else ()
    return Section(heading="Văn bản", sentences=(sentence,), tables=tables)


def _kinds(material: Material) -> Section:
    entries = [item.entry for item in material.items]
    slogans = [one for one in entries if isinstance(one, Slogan)]
    approved = sum(one.approval is not None for one in slogans)
    exemplars = [one for one in entries if isinstance(one, Exemplar)]
    models = sum(isinstance(one, ModelExample) for one in entries)
    answers = [one for one in entries if isinstance(one, Answer)]
    waits = [(one.answered_on - one.asked_on).days for one in answers]
    answered = f"Trả lời {_number(len(answers))} câu hỏi của công dân"
    answered += f", trung bình {_number(round(sum(waits) / len(waits), 1))} ngày, lâu nhất {_number(max(waits))} ngày." if waits else "."
    return Section(
        heading="Khẩu hiệu, gương điển hình, mô hình, trả lời công dân",
        sentences=(
            f"Đăng {_number(len(slogans))} khẩu hiệu, trong đó {_number(approved)} khẩu hiệu đã ghi văn bản duyệt.",
            f"Giới thiệu {_number(len(exemplars))} gương điển hình và {_number(models)} mô hình.",
            answered,
        ),
    )


def _quality(material: Material) -> Section:
    hard = sorted(((item.entry, item.ease) for item in material.items if item.ease), key=lambda row: (-row[1].difficulty, row[0].path))
    counts = Counter((issue.rule, issue.level) for issue in material.issues)
    texts = {issue.path for issue in material.issues}
    easy = "không có bài nào khó đọc" if not hard else f"có {_number(len(hard))} bài khó đọc, nên viết lại cho gọn"
    tables = []
    if hard:
        rows = tuple((entry.title, in_words(ease)) for entry, ease in hard[:_MOST_ROWS])
        tables.append(Table(heading="Bài khó đọc nhất", head=("Bài", "Độ dễ đọc"), rows=rows))
    if counts:
        ordered = sorted(counts.items(), key=lambda row: (-row[1], row[0][0]))
        found = tuple((f"{rule} {material.rules.get(rule, '')}".strip(), LEVEL_TEXT[level], count) for (rule, level), count in ordered)
        tables.append(Table(heading="Điều cần xem lại, theo quy tắc", head=("Quy tắc", "Mức", "Số lần"), rows=found, is_plotted=True))
    return Section(
        heading="Chất lượng nội dung",
        sentences=(
            f"Trong các bài đăng trong kỳ, {easy}.",
            f"Bộ kiểm tra nêu {_number(len(material.issues))} điều cần xem lại ở {_number(len(texts))} bài.",
        ),
        tables=tuple(tables),
    )


def _visits(period: Period, visits: Visits, titles: Mapping[str, str]) -> Section:
    pages = sorted(visits.pages.items(), key=lambda row: (-row[1], row[0]))[:_MOST_ROWS]
    note = f" Nhật ký có {_number(visits.unread)} dòng không đọc được." if visits.unread else ""
    return Section(
        heading="Lượt xem",
        sentences=(
            f"Các trang được xem {_number(visits.total)} lượt. Chỉ đếm lượt xem, không lưu địa chỉ người xem; "
            f"không tính {_number(visits.bots)} lượt của máy tự động.{note}",
        ),
        tables=(
            *_views(period, visits.days),
            Table(
                heading="Trang được xem nhiều",
                head=("Trang", "Địa chỉ", "Lượt xem"),
                rows=tuple((titles.get(url, url), f"/{url}", count) for url, count in pages),
                is_plotted=True,
            ),
        ),
    )


def _views(period: Period, days: Mapping[dt.date, int]) -> Iterator[Table]:
    heading, start, name = _steps(period)
    counts: Counter[dt.date] = Counter()
    for day, count in days.items():
        counts[start(day)] += count
    summed = tuple((name(day), count) for day, count in sorted(counts.items()))
    yield Table(heading=f"Lượt xem {heading.lower()}", head=("Thời gian", "Lượt xem"), rows=summed, is_plotted=True)
    if len(summed) < len(days):
        rows = tuple((short_date(day), count) for day, count in sorted(days.items()))
        yield Table(heading="Lượt xem từng ngày", head=("Ngày", "Lượt xem"), rows=rows, is_plotted=True, is_detail=True)


def _plan(rows: Sequence[Row]) -> Section:
    counts = Counter(row.state for row in rows)
    late = tuple((row.task.title, row.task.lead, short_date(row.task.due)) for row in rows if row.state is State.LATE and row.task.due)
    tables = [
        Table(
            heading="Các việc trong kế hoạch",
            head=("Tình trạng", "Số việc"),
            rows=tuple((state.label, counts[state]) for state in State),
            is_plotted=True,
        )
    ]
    if late:
        tables.append(Table(heading="Việc quá hạn", head=("Việc", "Chủ trì", "Hạn"), rows=late))
    done, behind = _number(counts[State.DONE]), _number(counts[State.LATE])
    return Section(
        heading="Tiến độ kế hoạch",
        sentences=(f"Kế hoạch có {_number(len(rows))} việc: {done} việc đã xong, {behind} việc quá hạn.",),
        tables=tuple(tables),
    )


def _number(value: float) -> str:
    return format_number(int(value) if value == int(value) else value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
