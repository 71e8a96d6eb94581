"""The handbook's chapter of commands, from the table of tasks.py, which writes it to data/commands.toml (`tasks.py golden`)."""

import json
from collections.abc import Iterable
from html import escape

from plugins.desk.handbook_data import CommandHelp, commands

_HEAD = "# Các lệnh của tasks.py, cho Sổ tay. Máy viết (lệnh golden), đừng sửa ở đây.\n"


def commands_toml(rows: Iterable[CommandHelp]) -> str:
    """The text of data/commands.toml."""
    return "\n".join([_HEAD, *map(_row, rows)])


def _row(command: CommandHelp) -> str:
    fields = {
        "name": command.name,
        "form": command.form,
        "summary": command.summary,
        "options": [[option.name, option.help] for option in command.options],
        "examples": list(command.examples),
        "note": command.note,
    }
    # a text in JSON is a text in TOML
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"[[command]]\n{''.join(lines)}"


def commands_html() -> str:
    """All commands of tasks.py with each option."""
    return "\n".join(map(_command, commands()))


def _command(command: CommandHelp) -> str:
    rows = "".join(f"<tr><td><code>{escape(one.name)}</code></td><td>{escape(one.help)}</td></tr>" for one in command.options)
    typed = "\n".join(f"py tasks.py {example}" for example in command.examples)
    parts = [
        f'<h2 id="{command.name}"><code>{command.name}</code></h2>',
        f"<p>{escape(command.summary[:1].upper() + command.summary[1:])}.</p>",
        f'<pre tabindex="0"><code>{escape(f"py tasks.py {command.form}")}</code></pre>',
    ]
    if rows:
        head = '<thead><tr><th scope="col">Ghi thêm</th><th scope="col">Nghĩa là</th></tr></thead>'
        parts.append(f"<table>{head}<tbody>{rows}</tbody></table>")
    if typed:
        parts += ["<p>Ví dụ:</p>", f'<pre tabindex="0"><code>{escape(typed)}</code></pre>']
    return "\n".join([*parts, *([f"<p>{escape(command.note)}</p>"] if command.note else [])])
