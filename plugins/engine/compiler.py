"""What templates compile to: Jinja's own code, with the six things that a page does a hundred times each done in less.

    {{ title }}              escape(title)                    -> printed(title): escaped in C, not wrapped as Markup to be joined at once
    view.title               environment.getattr(view, …)     -> getattr in place; what it does not find, Jinja's own way finds or names
    {% from … import … %}    a template looked up, its globals compared with those of the page -> a module, known by its name
    card(entry, root)        context.call(card, …)            -> the function of the macro, when all arguments have their place
    text between tags        a yield for each piece           -> one for the row
    {% block %}, {% extends %}  each piece handed on by every template above -> joined where it stands

Of an article's page, 0.41 ms of rendering became 0.18. What templates may say and what they print is the same:
`tests/engine/test_compiler.py` and `tests/theme/test_theme_html.py` render with both.
"""

import functools
import re
from collections.abc import Callable, MutableMapping
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined] # its part in C: the lock file pins the version

#: what Jinja writes for a block, and for the template that is extended
_HANDED_ON = re.compile(r"yield from (context\.blocks\[.+\]\(.+\)|parent_template\.root_render_func\(context\))")
#: pieces that are worth a list: alone, each goes through a generator for every template that extends another
_MANY = 4

#: a plain text as Markup, in a fifth of the time in which Markup asks what it is given
marked: Callable[[str], Markup] = functools.partial(str.__new__, Markup)


def printed(value: Any) -> str:
    """`value` as HTML: what `markupsafe.escape` makes of it, as any kind of text."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return] # a text too
    return str(value) if kind is int else escape(value)


def called(context: Context, here: dict[str, Any], macro: Any, *args: Any, **named: Any) -> Any:
    """What `context.call` returns where autoescape is on. `here`: variables of the loop or block in which the call stands."""
    if type(macro) is Macro and not (named or macro.catch_kwargs or macro.catch_varargs or macro.caller):
        left = macro._argument_count - len(args)
        if left >= 0:
            return marked(macro._func(*args, *(missing,) * left))  # a macro escapes what it prints
    return context.call(macro, *args, **named, **here)


class _Generator(CodeGenerator):
    """Writes those six; all else is Jinja's."""

    #: fields whose object is being written
    _depth = 0

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) < _MANY:
            super().visit_Output(node, frame)
            return
        joined = frame.copy()
        joined.buffer = "pieces"
        self.writeline("pieces = []")
        super().visit_Output(node, joined)
        self.writeline("yield concat(pieces)")

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        """A line of code; of a block or a template above, its text whole: a page of 90 pieces went through each of three templates."""
        whole = _HANDED_ON.fullmatch(x)
        super().writeline(f"yield concat({whole[1]})" if whole else x, node, extra)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _is_escaping(frame) and finalize.src is None:
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        # a name for each depth, since the object may itself be a field of another
        of, field = f"o_{self._depth}", f"f_{self._depth}"
        self.write(f"({field} if ({field} := getattr(({of} := ")
        self._depth += 1
        self.visit(node.node, frame)
        self._depth -= 1
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr({of}, {node.attr!r}))")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.module(")
        self.visit(node.template, frame)
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's name
        if forward_caller or not _is_escaping(frame):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        places = (("_loop_vars", frame.loop_frame), ("_block_vars", frame.block_frame))
        here = ", ".join(f"{name!r}: {name}" for name, is_here in places if is_here)
        self.write(f"environment.called(context, {{{here}}}, ")
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")")


def _is_escaping(frame: Frame) -> bool:
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile


class PageEnvironment(Environment):
    """An environment without globals, whose templates do not change: it knows those that it has loaded by their names."""

    code_generator_class = _Generator
    printed = staticmethod(printed)
    called = staticmethod(called)

    def __init__(self, **options: Any) -> None:
        """`options`: Jinja's."""
        # asked of each template on each page, whether it was saved costs a fifth of the page
        super().__init__(**options, auto_reload=False)
        self.globals.clear()
        self._known: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """As Jinja's, which asks a cache with a lock; a page asks for sixteen."""
        if isinstance(name, Template) or globals is not None:
            return super().get_template(name, parent, globals)
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = super().get_template(name, parent)
        return known

    def module(self, name: str | Template) -> TemplateModule:
        """The macros of a template: without globals, they are the same for every page."""
        return self.get_template(name).module
