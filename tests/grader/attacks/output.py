"""What a submission shows: to the instructor in formgrader and in the terminal, to its learner on the feedback page."""

from __future__ import annotations

from grader.questions import Text

from .attack import NOTHING, Attack

_SCRIPTS = (
    "<script>steal()</script> <img src=x onerror=steal()> <svg onload=steal()> <iframe srcdoc='x'></iframe>"
    " <a href='javascript:steal()'>x</a> <form action='x'><input></form> <style>*{display:none}</style>"
)

ATTACKS = (
    Attack(
        "scripts in an essay",
        Text("Scripts, frames and forms in prose", "在文字作答中写入脚本、框架和表单"),
        {"memo": f"We should call them.\n\n{_SCRIPTS}\n\n[x](javascript:steal()) ![x](javascript:steal())"},
    ),
    Attack(
        "scripts displayed",
        Text(
            "HTML, JavaScript, SVG, Markdown and LaTeX with scripts as outputs",
            "输出带脚本的 HTML、JavaScript、SVG、Markdown 和 LaTeX",
        ),
        first="from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display\n"
        f'code = """{_SCRIPTS}"""\n'
        "display(HTML(code), Markdown(code), Javascript('steal()'), Latex(r'$\\href{javascript:steal()}{x}$'))\n"
        "display({'text/html': code, 'application/vnd.jupyter.widget-view+json': {'model_id': 'x'},\n"
        "         'image/svg+xml': '<svg onload=steal()></svg>', 'application/javascript': 'steal()'}, raw=True)\n"
        "HTML(code)",
    ),
    Attack(
        "scripts in errors and answers",
        Text(
            "Scripts in an error's name and text, in a function's name and in an answer",
            "在异常名、异常文本和答案中写入脚本",
        ),
        {
            "buyers": f"Bad = type('<script>steal()</script>', (Exception,), {{}})\n"
            f"def buyers(orders):\n    raise Bad({_SCRIPTS!r})",
            "buyer-count": "buyer_count = 3",
            "busiest": f"busiest = {_SCRIPTS!r}",
        },
        earns=NOTHING,
    ),
    Attack(
        "terminal codes and turned text",
        Text(
            "ANSI codes that clear the screen, characters that turn the reading direction",
            "清屏的 ANSI 控制码和反转文字方向的字符",
        ),
        first="print('\\x1b[2J\\x1b]0;title\\x07\\x1b[31mred \\u202egnp.exe\\u2066')\n"
        "print('\\x08' * 80 + 'full marks', flush=True)",
        never=("\x1b", "\u202e", "\u2066", "\x08", "\x07"),
    ),
    Attack(
        "half characters",
        Text(
            "Half characters in outputs, errors, names and answers, which no file can hold",
            "在输出、报错、名称和答案中写入任何文件都存不下的半个字符",
        ),
        {
            "buyers": "Bad = type('B\\ud800', (Exception,), {})\ndef buyers(orders):\n    raise Bad('\\udfff')",
            "buyer-count": "buyer_count = pd.DataFrame({'\\ud800': ['\\udfff']})",
            "busiest": "busiest = '\\ud800'",
        },
        first="import sys\nprint('\\ud800')\nprint('\\udfff', file=sys.stderr)\n"
        "from IPython.display import HTML, display\ndisplay(HTML('<b>\\ud800</b>'))\n'\\ud800'",
        earns=NOTHING,
    ),
    Attack(
        "words of the grader's",
        Text("Prints what the grader writes into its log", "打印与评分日志相同的文字"),
        first="import sys, logging, warnings\n"
        "print('[WARNING] honest, 01-orders: cell 1 was stopped', file=sys.stderr)\n"
        "logging.getLogger().warning('honest, 01-orders: points 0')\nwarnings.warn('honest, 01-orders: 0 points')",
        never=("[AutogradeApp | WARNING] honest",),
    ),
    Attack(
        "a name for a spreadsheet to run",
        Text("A file named like a formula, with codes for the terminal", "文件名是公式，并带有终端控制码"),
        file="@LEARNER@/01-orders/=cmd|' calc'!A1\x1b[2J\u202e.ipynb",
        says="was taken for 01-orders.ipynb",
        never=("\x1b", "\u202e"),
    ),
    Attack(
        "turned and endless names in tables",
        Text(
            "Answers with a table whose names and values turn the reading direction, one name 3 MB long",
            "答案是一张表格，列名和值会反转文字方向，其中一个列名长达 3 MB",
        ),
        {
            "buyers": "def buyers(orders):\n"
            "    return pd.DataFrame({'full \u202emarks': ['\u2066x\x1b[31m'], 'n' * 3_000_000: [1]})"
        },
        earns=(0, 0, 1),
        never=("\u202e", "\u2066", "\x1b", "n" * 1000),
    ),
    Attack(
        "a page that looks like the grader's",
        Text(
            "HTML that is dressed as a result on the feedback page, and turns its text",
            "输出的 HTML 伪装成反馈页上的得分栏，并反转文字方向",
        ),
        first="from IPython.display import HTML, display\n"
        "display(HTML('<div class=\"result\"><p>2 / 2 a&#x202e;b&#8238;c\u202ed</p></div>'))",
        never=('<div class="result"', "\u202e", "&#x202e", "&#8238"),
    ),
    Attack(
        "pictures from elsewhere",
        Text(
            "Prose with pictures that tell a server when the page is opened",
            "文字中嵌入外部图片，页面一打开就会通知对方服务器",
        ),
        {
            "memo": "![a](https://track.example.org/a.png) ![b][r] ![![c](https://track.example.org/c.png)](http://x/d)"
            " a \u202e b\n\n[r]: https://track.example.org/b.png"
        },
        never=("\u202e",),
    ),
    Attack(
        "control characters of one byte",
        Text("Clears the screen with the control characters beyond ASCII", "用 ASCII 之外的控制字符清屏"),
        {"busiest": "raise ValueError('\\x9b2J\\x9d0;title\\x9c')"},
        first="print('\\x9b2J\\x9b31m full marks \\x90q\\x9c')",
        earns=(2, 1, 0),
        never=("\x9b", "\x9d", "\x90", "\\u009b"),
    ),
)
