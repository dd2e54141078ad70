"""Files and settings that would take over what grades."""

from __future__ import annotations

import json

from nbformat import NotebookNode

from grader.questions import Text

from .attack import FULL, Attack

_TAKEN = b"raise SystemError('hijacked')\n"
_CLAIMS = (
    b"import json, sys\nprint('STO' 'LEN: runs in place of the kernel', file=sys.stderr)\n"
    b"open('/tmp/@TOKEN@', 'w').write('x')\nraise SystemExit(1)\n"
)
_STARTUP = """
import os, pathlib
for home in {pathlib.Path.home(), pathlib.Path("."), pathlib.Path(os.environ.get("IPYTHONDIR", "."))}:
    for folder in (home / ".ipython/profile_default/startup", home / "profile_default/startup"):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "00-@TOKEN@.py").write_text("raise SystemError('hijacked')")
        except OSError:
            pass
"""
_DATA = """
import os, glob
import pandas as pd
for path in glob.glob(os.environ.get("COURSEKIT_DATA", "/data") + "/**/*.parquet", recursive=True) + ["orders.csv"]:
    try:
        pd.DataFrame({"customer_id": [1, 2]}).to_parquet(path) if path.endswith("parquet") else None
        with open(path, "r+b") as file:
            print("STO" "LEN: can write to", path) if path.endswith("parquet") else None
    except Exception:
        pass
orders = pd.DataFrame({"customer_id": [1, 2]})
"""


def _ruby(notebook: NotebookNode) -> None:
    notebook.metadata["kernelspec"] = {"name": "evil", "display_name": "Evil", "language": "sh"}
    notebook.metadata["language_info"] = {"name": "sh"}


ATTACKS = (
    Attack(
        "a submitted pandas.py",
        Text("Hands in modules named like libraries", "提交与常用库同名的模块"),
        files={f"{name}.py": _TAKEN for name in ("pandas", "numpy", "IPython", "coursekit", "json", "matplotlib")},
    ),
    Attack(
        "a submitted sitecustomize.py",
        Text("Hands in what Python runs as it starts", "提交 Python 启动时会自动运行的文件"),
        files={"sitecustomize.py": _TAKEN, "usercustomize.py": _TAKEN, "own.pth": b"import os; os._exit(1)\n"},
    ),
    Attack(
        "a submitted ipykernel_launcher.py",
        Text("Hands in what is started in place of the kernel", "提交会被当作内核启动的文件"),
        files={"ipykernel_launcher.py": _CLAIMS, "jupyter_client.py": _TAKEN},
    ),
    Attack(
        "start-up files and settings",
        Text(
            "Hands in settings of IPython, Jupyter, nbgrader and matplotlib",
            "提交 IPython、Jupyter、nbgrader 和 matplotlib 的配置文件",
        ),
        first=_STARTUP,
        files={
            "nbgrader_config.py": _TAKEN,
            "jupyter_config.py": _TAKEN,
            "ipython_config.py": _TAKEN,
            "matplotlibrc": b"backend: nowhere\n",
            ".ipython/profile_default/startup/00.py": _TAKEN,
        },
    ),
    Attack(
        "packages installed on the way",
        Text("Installs a package with %pip and asks the shell for one", "用 %pip 和 shell 命令安装软件包"),
        first="%pip install --quiet --no-input --retries 0 --timeout 1 --target . no-such-package-@TOKEN@\n"
        "!python -c 'import sys; sys.exit(3)'",
        harms=Text("asks a package index", "会访问软件包索引"),
    ),
    Attack(
        "shell commands that delete and kill",
        Text("Deletes all it can reach and kills all it can see", "删除所有能碰到的文件，杀掉所有能看到的进程"),
        {"buyer-count": "!rm -rf / --no-preserve-root 2>/dev/null\n!kill -9 -1"},
        earns=(2, 0, 0),
        says="stopped",
        harms=Text("would take the machine down", "会毁掉这台机器"),
    ),
    Attack(
        "another kernel",
        Text("Names a kernel of its own in the notebook", "在笔记本里指定自己的内核"),
        spoil=_ruby,
    ),
    Attack(
        "the data overwritten",
        Text("Overwrites the data and hands in a data file", "改写数据文件，并附上自己的数据文件"),
        {"buyers": _DATA + "def buyers(orders):\n    return 2", "buyer-count": "buyer_count = len(orders) + 1"},
        files={"orders.csv": b"customer_id\n1\n2\n", "datasets/amazon/manifest.json": json.dumps({}).encode()},
        earns=(0.0, 0, 1),
    ),
    Attack(
        "modules of its own",
        Text("Honest: brings a module of its own and imports it", "诚实的做法：附上自己的模块并导入"),
        {"buyers": "from own_module import buyers"},
        files={"own_module.py": b"def buyers(orders):\n    return orders['customer_id'].nunique()\n"},
        earns=FULL,
    ),
    Attack(
        "a file in the place of a released folder",
        Text("Hands in a file named like a folder of the assignment", "提交与作业文件夹同名的文件"),
        files={"checks": b"in the way", "Checks ": b"in the way"},
    ),
)
