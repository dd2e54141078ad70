"""Why a submission can't be graded, said to its learner."""

from __future__ import annotations

from typing import Final

from grader.questions import Text

HAND_IN_AGAIN: Final = Text(
    "Open it in JupyterLab, save it, and hand it in again.", "请用 JupyterLab 打开、保存后重新提交。"
)


class Refused(ValueError):
    """A submission that can't be graded; `says` tells what is wrong and how to mend it, in both languages."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.en)
        self.says = says

    @classmethod
    def because(cls, en: str, zh: str) -> Refused:
        """Make one from what is wrong; how to mend it is to save the notebook and hand it in again."""
        return cls(Text(f"{en} {HAND_IN_AGAIN.en}", f"{zh}{HAND_IN_AGAIN.zh}"))
