"""What a submission must not see. The answers are right, so they get their points; the loot is nothing."""

from __future__ import annotations

from grader.questions import Text

from .attack import FULL, Attack

_TRY = """
import glob, os
def stolen(*places):
    for place in places:
        for path in glob.glob(place, recursive=True, include_hidden=True):
            try:
                if os.path.isfile(path) and open(path, "rb").read(40):
                    print("STO" "LEN", path)
            except OSError:
                pass
"""
_MEMORY = """
import gc, sys
frame, seen = sys._getframe(), []
while frame:
    seen += [frame.f_locals, frame.f_globals]
    frame = frame.f_back
def words(value):
    try:
        return type(value).__module__ + "." + type(value).__name__
    except Exception:
        return ""
kinds = {words(value) for value in gc.get_objects()} | {words(value) for room in seen for value in room.values()}
loot = [kind for kind in kinds if kind.startswith(("grader.reference", "grader.lesson", "grader.scoring", "nbgrader"))]
if loot:
    print("STO" "LEN", loot)
hidden = get_ipython().user_ns.get("In", [])
if any("HIDDEN " + "TESTS" in cell for cell in hidden):
    print("STO" "LEN hidden tests")
"""
_NETWORK = """
import socket
for host in ("127.0.0.1", "localhost", "169.254.169.254"):
    try:
        with socket.create_connection((host, @PORT@), timeout=1) as line:
            line.sendall(b"answers")
            print("STO" "LEN: reached", host)
    except OSError:
        pass
"""
_PROCESSES = """
import ctypes, os
for pid in filter(str.isdigit, os.listdir("/proc")):
    if int(pid) in (1, 2, os.getpid()):
        continue
    for name in ("environ", "cmdline", "maps"):
        try:
            with open(f"/proc/{pid}/{name}", "rb") as file:
                if file.read(1):
                    print("STO" "LEN", pid, name)
        except OSError:
            pass
try:
    if os.listdir("/proc/1/root/@ROOM@".replace("//", "/")):
        print("STO" "LEN: the root of the first process")
except OSError:
    pass
if ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0) == 0:
    print("STO" "LEN: can trace its parent")
"""
_DETECTED = """
import os
graded = not os.path.exists("checks") or "COURSEKIT_DATA" in os.environ or "NBGRADER_EXECUTION" in os.environ
def buyers(orders):
    return 2 if graded else orders["customer_id"].nunique()
"""

ATTACKS = (
    Attack(
        "reads the solutions",
        Text(
            "Reads the lesson's source, the solved notebook and what is kept for the class",
            "读取课程源文件、答案笔记本和为全班保留的文件",
        ),
        first=_TRY + 'stolen("@ROOM@/source/**", "@ROOM@/cache/**", "@LESSONS@/**")',
        earns=FULL,
    ),
    Attack(
        "reads the class secret and the gradebook",
        Text("Reads .secret, gradebook.db, ledger and class list", "读取 .secret、gradebook.db、评分台账和班级名单"),
        first=_TRY + 'stolen("@ROOM@/.secret", "@ROOM@/*.db", "@ROOM@/*.jsonl", "@ROOM@/class.toml", "@ROOM@/*.py")',
    ),
    Attack(
        "reads other learners' work",
        Text("Reads what others handed in, their data and their feedback", "读取其他学员的作业、数据和反馈"),
        first=_TRY
        + 'stolen("@ROOM@/submitted/**", "@ROOM@/autograded/**", "@ROOM@/feedback/**", "@ROOM@/data/honest/**",'
        ' "../../*/*/*.ipynb")',
    ),
    Attack(
        "reads the instructor's machine",
        Text("Reads password files, keys, and the home and temporary folders", "读取密码文件、密钥、主目录和临时目录"),
        first=_TRY + 'stolen("/etc/shadow", "/etc/passwd", "/root/*", "/home/*/.ssh/*", "/var/log/*", "/tmp/@CANARY@")',
    ),
    Attack(
        "follows links that it hands in",
        Text("Hands in links to the secret and to the solution", "提交指向班级密钥和答案的链接"),
        first=_TRY + 'stolen("hint.txt", "notes")\nfor name in ("mine",):\n'
        '    os.symlink("@ROOM@/.secret", name)\nstolen("mine")',
        links={"hint.txt": "@ROOM@/.secret", "notes": "@ROOM@/source"},
    ),
    Attack(
        "reads the environment",
        Text("Reads passwords from environment variables", "从环境变量中读取密码"),
        first='import os\nif "hunter2" in str(os.environ) + open("/proc/self/environ", errors="replace").read():\n'
        '    print("STO" "LEN a password")',
    ),
    Attack(
        "looks into other processes",
        Text(
            "Reads environment, memory and files of other processes through /proc and ptrace",
            "通过 /proc 和 ptrace 窥探其他进程",
        ),
        first=_PROCESSES,
    ),
    Attack(
        "talks over the network",
        Text("Sends what it has to a server", "把数据发送到服务器"),
        first=_NETWORK,
    ),
    Attack(
        "searches memory for tests and references",
        Text("Walks the stack, all objects and the cells' history", "搜索调用栈、内存对象和单元格历史"),
        first=_MEMORY,
    ),
    Attack(
        "behaves otherwise when graded",
        Text("Finds out that it is graded and answers from a list", "察觉自己正在被评分，于是直接给出预设答案"),
        {"buyers": _DETECTED, "buyer-count": "buyer_count = 3"},
        earns=(0, 0, 1),
    ),
    Attack(
        "a link in place of its folder",
        Text("Hands in a link to the solution where its folder should be", "在应放文件夹的位置提交指向答案的链接"),
        file="@LEARNER@/01-orders.ipynb",
        links={"01-orders.ipynb": "@ROOM@/source/01-orders/01-orders.ipynb"},
        earns=None,
        says="a link to a file. Hand in the notebook itself",
    ),
    Attack(
        "leaves the network namespace",
        Text(
            "Asks for sockets to the host and for its packets, and for the kernel's log",
            "尝试打开通往宿主机的套接字、抓取网络包、读取内核日志",
        ),
        first="import ctypes, socket\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        "for family in (17, 38, 40):\n    for kind in (1, 2, 3, 5):\n"
        '        if libc.socket(family, kind, 0) >= 0:\n            print("STO" "LEN a socket of family", family)\n'
        'if libc.klogctl(3, ctypes.create_string_buffer(100), 100) > 0:\n    print("STO" "LEN the log of the kernel")',
    ),
)
