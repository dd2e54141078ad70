"""What a cell prints and shows, as notebook outputs, up to a number of bytes."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from typing import Any, Final

MIMES: Final = ("text/plain", "text/html", "image/png", "image/jpeg")


class Recorder:
    """Gathers the outputs of the cell that runs; between cells it drops them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._room = 0
        self.outputs: list[dict[str, Any]] = []
        self.cut = False

    def start(self) -> None:
        """Forget what was gathered and gather anew."""
        self.outputs, self._room, self.cut = [], self._most, False

    def stop(self) -> list[dict[str, Any]]:
        """Stop gathering, and return what came."""
        if self.cut:
            note = f"[output cut at {self._most} bytes]\n"
            self.outputs.append({"output_type": "stream", "name": "stderr", "text": note})
        outputs, self.outputs, self._room, self.cut = self.outputs, [], 0, False
        return outputs

    def clear(self) -> None:
        """Drop what the cell has shown so far, as `clear_output` asks."""
        self.outputs.clear()

    def stream(self, name: str, text: str) -> None:
        """Take what was written to stdout or stderr."""
        if len(text) > self._room:
            text, self.cut = text[: self._room], True
        if not text:
            return
        self._room -= len(text)
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last.get("name") == name:
            last["pieces"].append(text)
        else:
            self.outputs.append({"output_type": "stream", "name": name, "pieces": [text]})

    def rich(self, kind: str, data: Mapping[str, object], count: int | None = None) -> None:
        """Take something displayed ("display_data") or a cell's result ("execute_result")."""
        bundle: dict[str, str] = {}
        for mime in MIMES:
            if mime not in data:
                continue
            text = _text(data[mime])
            if len(text) > self._room:
                self.cut = True
            else:
                self._room -= len(text)
                bundle[mime] = text
        if not bundle:
            return
        output: dict[str, Any] = {"output_type": kind, "data": bundle, "metadata": {}}
        if kind == "execute_result":
            output["execution_count"] = count
        self.outputs.append(output)

    def error(self, name: str, message: str, traceback: list[str]) -> None:
        """Take an exception that ended the cell."""
        shown = "\n".join(traceback)[: max(self._room, 2000)]
        self.outputs.append(
            {"output_type": "error", "ename": name, "evalue": message[:2000], "traceback": shown.split("\n")}
        )


class Stream(io.TextIOBase):
    """Stands for stdout or stderr."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, recorder: Recorder, name: str) -> None:
        self._recorder = recorder
        self._name = name

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Hand the text on."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._recorder.stream(self._name, text)
        return len(text)


def joined(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Write outputs as nbformat has them: the pieces of a stream in one text."""
    for output in outputs:
        if "pieces" in output:
            output["text"] = "".join(output.pop("pieces"))
    return outputs


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value if isinstance(value, str) else str(value)
