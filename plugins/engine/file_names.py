"""Names that Windows cannot have: one such file and no editor on Windows gets the content from the ward's store any more.

Source: Microsoft, “Naming Files, Paths, and Namespaces”.
"""

import re

#: characters of a path from content/; 260 with the drive and the folder that the portal lies in is what Windows takes unasked
LONGEST = 180
_FAULT = re.compile(
    r'(?P<sign>[<>:"|?*\\])|(?P<end>[. ])(?:/|$)|(?:^|/)(?P<device>con|prn|aux|nul|com[0-9]|lpt[0-9])(?=[ .][^/]*(?:/|$)|/|$)',
    re.IGNORECASE,
)


def windows_fault(name: str) -> str:
    """What is wrong with a POSIX path from content/ on Windows, as a Vietnamese sentence that says what to do; empty: nothing."""
    if len(name) > LONGEST:
        return f"Đường dẫn dài {len(name)} ký tự, Windows không mở được. Rút ngắn tên tệp hoặc thư mục, nhiều nhất {LONGEST} ký tự."
    fault = _FAULT.search(name)
    if fault is None:
        return ""
    if fault["sign"]:
        return f"Windows không nhận tên có ký tự {fault['sign']}. Đổi tên tệp hoặc thư mục."
    if fault["end"]:
        return "Windows không nhận tên kết thúc bằng dấu chấm hoặc dấu cách. Đổi tên tệp hoặc thư mục."
    return f"Windows giữ riêng tên “{fault['device']}”. Đổi tên tệp hoặc thư mục, ví dụ “{fault['device']}-1”."
