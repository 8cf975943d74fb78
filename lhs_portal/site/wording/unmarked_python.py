"""Sentences and labels in code that nothing translates: found by where a literal stands.

What is for developers, machines or administrators is let through: by kind here, by file in
EXEMPT, each with its reason.
"""

import ast
import re
from collections.abc import Iterator

SAYING = frozenset(
    {"say", "say_count", "mark", "gettext", "gettext_lazy", "gettext_noop", "ngettext",
     "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext", "_"}
)  # fmt: skip
# Errors that stop the program or a command: their sentences are for who mends it.
FOR_DEVELOPERS = frozenset(
    {"AssertionError", "AttributeError", "BadRequest", "CommandError", "Http404",
     "ImproperlyConfigured", "IndexError", "KeyError", "LookupError", "NotImplementedError",
     "NotWritable", "OSError", "WorkbookFailed",
     "ObjectDoesNotExist", "RuntimeError", "SystemExit", "TypeError", "UnsafeSettings",
     "UnknownCode", "ValueError", "TemplateSyntaxError"}
)  # fmt: skip
# Calls whose words no person reads.
_QUIET_CALLS = frozenset(
    {"compile", "execute", "executemany", "RunSQL", "RawSQL", "Field", "cast", "TypeVar", "NewType",
     "import_module", "warn", "getLogger", "get_logger", "CheckConstraint", "UniqueConstraint",
     "Index", "namedtuple", "record_event", "match", "search", "fullmatch", "sub", "findall",
     "finditer", "strftime", "strptime", "add_argument"}
)  # fmt: skip
# Calls whose first words are codes: of a kind of subject and a verb, of a move, for the log.
_CODES_FIRST = {"tell": 2, "target_of": 1, "Mail": 1}
_QUIET_RECEIVERS = frozenset({"log", "logger"})
# Keywords of calls and keys of dictionaries that are technical.
_QUIET_NAMES = frozenset(
    {"css_class", "class", "autocomplete", "rel", "media", "style", "verbose_name", "related_name",
     "db_comment", "$id", "$schema", "sql", "reverse_sql", "content_type", "Content-Type",
     "Cache-Control", "Content-Disposition", "inputmode", "pattern", "accept"}
)  # fmt: skip
# In models.py a help text is a note: forms have their own.
_QUIET_IN_MODELS = frozenset({"help_text"})
EXEMPT: dict[str, str] = {
    "lhs_portal/environment.py": "settings, read by administrators",
    "lhs_portal/settings.py": "settings",
    "lhs_portal/run.py": "speaks to a terminal",
    "lhs_portal/celery.py": "settings",
    "lhs_portal/processes/": "speaks to a terminal",
    "lhs_portal/site/demo/": "data of the demo",
    "lhs_portal/site/backup/": "speaks to a terminal",
    "lhs_portal/site/wording/": "speaks to a terminal",
    "lhs_portal/site/generated_docs.py": "pages of docs/",
    "lhs_portal/site/release_method_page.py": "a page of docs/",
    "lhs_portal/site/scoring_page.py": "a page of docs/",
    "lhs_portal/lib/days.py": "patterns of dates",
    "lhs_portal/lib/catalogs.py": "speaks to a terminal",
    "lhs_portal/lib/languages.py": "languages are called as their speakers call them",
    "lhs_portal/lib/attachments.py": "values of headers",
    "lhs_portal/lib/immutability.py": "SQL",
    "lhs_portal/lib/logs.py": "lines of a log",
    "lhs_portal/lib/signing_keys.py": "speaks to administrators",
    "lhs_portal/lib/spool.py": "speaks to administrators",
    "lhs_portal/lib/uploads/clamd.py": "lines of a log",
    "lhs_portal/site/views/style_guide.py": "a page for developers",
    "commitments/citing.py": "citations are English",
    "commitments/queries.py": "faults of the database, for administrators",
    "commitments/exchange/schema.py": "a JSON schema",
    "lhs_portal/formats/": "patterns of dates",
    "assessments/scoring/": "codes, and refusals of files that a command reads",
    "reports/field/interest_file.py": "a file that programs read",
    "reports/hub/searching/": "SQL",
    "reports/hub/states.py": "what a move needs, for a page of docs/; all else in it is marked",
    "reports/plans/value_texts.py": "faults of a file that we ship",
    "reports/releases/bundle.py": "files that are signed: English for all",
    "reports/releases/configuration.py": "says what is wrong with a file of the administrators",
    "reports/releases/core/": "codes, and what is wrong with a file; all else in it is marked",
    "reports/releases/inserting.py": "SQL",
    "reports/releases/method.py": "a text that is kept and signed: English for all",
    "commitments/translating/files.py": "the head of a file that is kept; its faults are said",
    "assessments/states.py": "what a move needs, for a page of docs/; all else in it is marked",
}
# What the database refuses is read by developers: people meet a refusal before it.
EXEMPT_ENDINGS = ("/immutable_rows.py", "/migrations.py", "/checks.py", "/exports.py", "/apps.py")
# Values of headers and addresses, and verbs of the history, which are stored.
QUIET_TEXTS = frozenset(
    {
        "commitment or feature",
        "local question added",
        "local question changed",
        "local question removed",
        "local questions answered",
        "local questions copied",
        "of another report",
        " items still need something.",
        " marks this item as not applicable to the sector “",
        "a fact apart",
        "Accept-Language",
        "added evidence",
        "added evidence version",
        "allowed aggregates",
        'attachment; filename="history.csv"',
        'attachment; filename="interest.csv"',
        "Attacking",
        "author may sign",
        "cells were changed meanwhile",
        "changed action",
        "changed evidence",
        "Checking",
        "close round",
        "Computing",
        "Cookie",
        "dissent removed",
        "Excel (.xlsx)",
        "four items",
        "framework reinstated",
        "framework retired",
        "front line",
        "further apart",
        "joined cycle",
        "Lax",
        "Learning Health System Framework",
        "left cycle",
        "migration undone",
        "More than half of the raters who answered this item chose “Not applicable”.",
        "moved action",
        "moved evidence",
        "new draft",
        "no attitude",
        "noindex, nofollow",
        "one question",
        "open round",
        "Origin",
        "PowerPoint (.pptx)",
        "private, no-store",
        "PRODID:-//LHS Portal//Assessments//EN",
        "rater invitation withdrawn",
        "rater invited",
        "rater invited again",
        "read me",
        "Reading",
        "reading grade",
        "Referer",
        "Release of ",
        "removed evidence",
        "reopen round",
        "repeated sentence",
        "Rescoring",
        "role changed",
        "role revoked",
        "Rounding",
        "sent again",
        "sign request",
        "Storing",
        "take back",
        "take up",
        "text/csv; charset=utf-8",
        "the part was changed meanwhile",
        "The request broke off.",
        "too slow",
        "took back",
        "two editors changed the same text",
        "two essentials",
        "used evidence again",
        "vague word",
        "vote closed",
        "vote opened",
        "was withdrawn",
        "withdrew aggregates",
        "within one level",
        "Word (.docx)",
        "Working group: ",
    }
)
_SQL = re.compile(
    r"\s*(SELECT|CREATE|INSERT|UPDATE|DELETE|DROP|ALTER|BEGIN|LOCK|SET|PRAGMA|WITH|NEW\.|OLD\.|WHEN)"
    r"\b.*",
    re.DOTALL,
)
_SENTENCE = re.compile(r"[A-Za-zÀ-ÿ’']{2,}[,;:.]? +[A-Za-zÀ-ÿ“‘(]")
_LABEL = re.compile(r"[A-Z][a-zà-ÿ]{2,}[.:?!…]?")


def unmarked_in_python(path: str, text: str) -> Iterator[tuple[int, str]]:
    """Line and text, in the file's order."""
    if not path.endswith(EXEMPT_ENDINGS) and not path.startswith(tuple(EXEMPT)):
        finder = _Finder(in_models="/models" in path)
        finder.visit(ast.parse(text))
        yield from finder.found


def reads_as_words(text: str) -> bool:
    """Two words, or one that begins like a label."""
    if _SQL.fullmatch(text) or "</" in text or "://" in text:
        return False
    return bool(_SENTENCE.search(text) or _LABEL.fullmatch(text))


class _Finder(ast.NodeVisitor):
    def __init__(self, *, in_models: bool) -> None:
        self.found: list[tuple[int, str]] = []
        self._quiet = _QUIET_NAMES | _QUIET_IN_MODELS if in_models else _QUIET_NAMES

    def visit_Constant(self, node: ast.Constant) -> None:
        text = node.value
        if isinstance(text, str) and text not in QUIET_TEXTS and reads_as_words(text):
            self.found.append((node.lineno, text))

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = _name_of(node.func)
        if name in SAYING:
            for argument in (*node.args[3:], *(keyword.value for keyword in node.keywords)):
                self.visit(argument)
        elif name in _CODES_FIRST:
            for argument in (*node.args[_CODES_FIRST[name] :], *(k.value for k in node.keywords)):
                self.visit(argument)
        elif name not in _QUIET_CALLS and not _is_quiet_receiver(node.func):
            self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> None:
        if node.arg not in self._quiet:
            self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        raised = node.exc
        if not (isinstance(raised, ast.Call) and _name_of(raised.func) in FOR_DEVELOPERS):
            self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> None:
        self.visit(node.test)

    def visit_Dict(self, node: ast.Dict) -> None:
        """Keys are codes."""
        for key, value in zip(node.keys, node.values, strict=True):
            if not (isinstance(key, ast.Constant) and key.value in self._quiet):
                self.visit(value)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)  # keys are codes, and so are the words of Literal["…"]

    def visit_Compare(self, node: ast.Compare) -> None:
        for side in (node.left, *node.comparators):
            if not isinstance(side, ast.Constant):
                self.visit(side)

    def visit_Assign(self, node: ast.Assign) -> None:
        if not any(
            isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets
        ):
            self.visit(node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        """Annotations."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        node.returns = None
        if node.name not in ("__str__", "__repr__"):  # for the admin site and developers
            self.generic_visit(node)

    def visit_match_case(self, node: ast.match_case) -> None:
        for statement in node.body:
            self.visit(statement)


def _name_of(func: ast.expr) -> str:
    if isinstance(func, ast.Attribute):
        return func.attr
    return func.id if isinstance(func, ast.Name) else ""


def _is_quiet_receiver(func: ast.expr) -> bool:
    return (
        isinstance(func, ast.Attribute)
        and isinstance(func.value, ast.Name)
        and func.value.id in _QUIET_RECEIVERS
    )
