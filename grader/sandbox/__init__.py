"""A learner's cells in a process of their own, shut in; only plain values cross.

The trusted side (`Sandbox`) starts a worker (`grader.sandbox.worker`) and asks it to run cells, call functions and
read variables. The worker's folder and `coursekit` are all that it sees of this project.
"""

from grader.sandbox.box import CellRun, Sandbox
from grader.sandbox.bubblewrap import available
from grader.sandbox.forking import ForkServer
from grader.sandbox.limits import Isolation, Limits, NoIsolation, SandboxFailed

__all__ = ["CellRun", "ForkServer", "Isolation", "Limits", "NoIsolation", "Sandbox", "SandboxFailed", "available"]
