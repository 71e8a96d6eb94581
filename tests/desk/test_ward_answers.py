"""The ten questions: what is taken, what is refused and how, defaults, files of answers."""

import datetime as dt
import json
from pathlib import Path

import pytest

from plugins.desk.ward_answers import AnswerError, answers_of, judged, questions, read_answers

DAY = dt.date(2026, 11, 23)
LEAST = {"name": "phường Mẫu", "city": "thành phố Mẫu"}
QUESTION = {question.key: question for question in questions()}


def test_there_are_ten_with_help_and_example() -> None:
    """Ten questions, each with words, a sentence of help, and an example that is itself a right answer."""
    assert len(QUESTION) == len(questions()) == 10
    for question in questions():
        assert question.text
        assert question.help.endswith(".")
        assert judged(question, question.example) == question.example


def test_two_answers_are_enough() -> None:
    """With name and city alone all others have a default; what the ward has not stated is empty."""
    answers = answers_of(LEAST, DAY)
    assert answers.publisher == "Ủy ban nhân dân phường Mẫu"
    assert answers.siteurl == "https://mau.example"
    assert answers.tag_authority == "mau.example,2026"
    assert answers.colour == "#8e0711"
    assert {answers.main_document, answers.email, answers.phone, answers.address} == {""}


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("name", "  Phường   Mẫu ", "phường Mẫu"),
        ("name", "Phu\u031bo\u031b\u0300ng Ma\u0302\u0303u", "phường Mẫu"),
        ("name", "xã Mẫu Hai", "xã Mẫu Hai"),
        ("name", "Đặc khu Mẫu", "đặc khu Mẫu"),
        ("name", "phường 14", "phường 14"),
        ("city", "Tỉnh Mẫu", "tỉnh Mẫu"),
        ("siteurl", "mau.example/cong/", "https://mau.example/cong"),
        ("siteurl", "HTTPS://Mau.Example:8443", "https://mau.example:8443"),
        ("siteurl", "http://mau.example", "http://mau.example"),
        ("colour", "0B5A3A", "#0b5a3a"),
        ("main_document", "01-NQ/TU", "01-NQ/TU"),
        ("main_document", "", ""),
        ("phone", "(0000) 000.000", None),
        ("phone", "0000.000.000", "0000.000.000"),
        ("address", "Số 0, đường Mẫu.", "Số 0, đường Mẫu"),
    ],
)
def test_answers_as_people_type_them(key: str, typed: str, kept: str | None) -> None:
    """Blanks, capitals, letters in parts, a missing https:// or #: what is meant is kept in one form."""
    if kept is None:
        with pytest.raises(AnswerError):
            judged(QUESTION[key], typed)
    else:
        assert judged(QUESTION[key], typed) == kept


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("name", "", "phải có câu trả lời"),
        ("name", "Mẫu", "phải bắt đầu bằng “phường”"),
        ("name", "phường mẫu", "viết hoa"),
        ("name", 'phường "Mẫu"', "chỉ gồm chữ"),
        ("name", f"phường M{'ẫ' * 50}", "chỉ gồm chữ"),
        ("name", "phường M\u200bẫu", r"ký tự ẩn U\+200B"),
        ("city", "Mẫu", "“thành phố” hoặc “tỉnh”"),
        ("publisher", "Ủy ban <b>", "chỉ gồm chữ"),
        ("siteurl", "ftp://mau.example", "bắt đầu bằng https://"),
        ("siteurl", "https://mau", "bắt đầu bằng https://"),
        ("siteurl", "https://mẫu.example", "bắt đầu bằng https://"),
        ("siteurl", "https://a@mau.example", "bắt đầu bằng https://"),
        ("siteurl", "https://[", "không phải địa chỉ"),
        ("siteurl", "https://mau.example/?a=1", "phần sau tên miền"),
        ("siteurl", "https://mau.example/cổng", "phần sau tên miền"),
        ("siteurl", "https://mau.example/../x", "phần sau tên miền"),
        ("tag_authority", "mau.example", "tên miền, dấu phẩy, năm"),
        ("colour", "xanh", "không phải mã màu"),
        ("colour", "#ffcc00", "Màu gần nhất đọc rõ: “#"),
        ("main_document", "số 5", "01-NQ/TU|không phải|chưa đúng|ký hiệu"),
        ("email", "mau", "không phải địa chỉ thư"),
        ("phone", "không có", "không phải số điện thoại"),
        ("address", "x" * 201, "dài quá 200"),
    ],
)
def test_a_wrong_answer_is_told(key: str, typed: str, said: str) -> None:
    """Each is refused in one Vietnamese sentence that names the question and what is wrong."""
    with pytest.raises(AnswerError, match=said) as caught:
        judged(QUESTION[key], typed)
    assert caught.value.resource == QUESTION[key].text
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (LEAST | {"colours": "#0b5a3a"}, "colours: không có câu hỏi này. Có phải “colour”"),
        (LEAST | {"xyz": "a"}, "xyz: không có câu hỏi này. Các câu: name, "),
        (LEAST | {"phone": 113}, "phone: câu trả lời phải là chữ trong ngoặc kép"),
        ({"name": "phường Mẫu"}, "Tỉnh, thành phố: phải có câu trả lời"),
    ],
)
def test_a_wrong_table_is_told(given: dict[str, object], said: str) -> None:
    """Unknown names, values that are no text, and an obligatory answer that is missing."""
    with pytest.raises(AnswerError) as caught:
        answers_of(given, DAY)
    assert said in str(caught.value)


def test_answers_from_files(tmp_path: Path) -> None:
    """TOML and JSON, with the mark that Notepad puts before a file and Windows' line ends."""
    toml, js = tmp_path / "tra lời.toml", tmp_path / "tra lời.json"
    toml.write_bytes('\ufeffname = "phường Mẫu"\r\ncity = "thành phố Mẫu"\r\n'.encode())
    js.write_text(json.dumps(LEAST), encoding="utf-8-sig")
    assert answers_of(read_answers(toml), DAY) == answers_of(read_answers(js), DAY) == answers_of(LEAST, DAY)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.toml", 'name = "phường Mẫu"'.encode("utf-16"), "không phải UTF-8"),
        ("a.toml", b"name: x", "viết sai mẫu"),
        ("a.json", b"{", "viết sai mẫu"),
        ("a.json", b"[" * 100_000, "viết sai mẫu"),
        ("a.json", b"[]", "phải là một đối tượng JSON"),
        ("a.json", None, "không mở được"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str, data: bytes | None, said: str) -> None:
    """UTF-16 of Notepad, a wrong form, a list, no file: one sentence that names the file."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(AnswerError, match=said) as caught:
        read_answers(tmp_path / name)
    assert caught.value.resource == name
