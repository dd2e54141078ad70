"""A real JupyterLab in a real browser: open a notebook, fill cells by name, run them, read and photograph them."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS = 90


def chromium() -> str | None:
    """The path of an installed Chromium or Chrome."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def server(folder: Path, settings: Path | None = None) -> Iterator[str]:
    """Run JupyterLab on a folder; yield its address."""
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", str(folder), f"--port={port}", "--no-browser", "--allow-root"]
    command += ["--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True", "--ServerApp.port_retries=0"]
    if settings is not None:
        command.append(f"--LabApp.app_settings_dir={settings}")
    home = folder / ".home"
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(home / "config"), "JUPYTER_DATA_DIR": str(home / "data")}
    environment |= {"JUPYTERLAB_SETTINGS_DIR": str(home / "lab"), "IPYTHONDIR": str(home / "ipython")}
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(SECONDS * 4):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/api", timeout=2)
                break
            if process.poll() is not None:
                raise RuntimeError((folder / "server.log").read_text())
            time.sleep(0.25)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextlib.contextmanager
def browser_page(width: int = 1280, height: int = 1000) -> Iterator[Page]:
    """A page of a headless browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield browser.new_page(viewport={"width": width, "height": height})
        finally:
            browser.close()


class OpenNotebook:
    """A notebook open in JupyterLab, its cells by their ids."""

    def __init__(self, page: Page, address: str, name: str) -> None:
        self.page = page
        page.goto(f"{address}/lab/tree/{name}?reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=SECONDS * 1000)
        page.wait_for_function(
            "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
            timeout=SECONDS * 1000,
        )

    def run(self, cell: str, source: str | None = None) -> str:
        """Run one cell, with new source if given; return what its output area then shows."""
        number = self.page.evaluate(
            """async ([cell, source]) => {
                const panel = window.jupyterapp.shell.currentWidget, notebook = panel.content;
                const number = notebook.widgets.findIndex(widget => widget.model.id === cell);
                if (number < 0) throw new Error('no cell ' + cell);
                const widget = notebook.widgets[number];
                if (source !== null) widget.model.sharedModel.setSource(source);
                notebook.activeCellIndex = number;
                notebook.deselectAll();
                await notebook.scrollToItem(number);
                await window.jupyterapp.commands.execute('notebook:run-cell');
                return number;
            }""",
            [cell, source],
        )
        self.page.wait_for_function(
            """number => {
                const widget = window.jupyterapp.shell.currentWidget.content.widgets[number];
                const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
                return kernel.status === 'idle' && widget.model.executionState !== 'running';
            }""",
            arg=number,
            timeout=SECONDS * 1000,
        )
        return str(
            self.page.evaluate(
                """number => {
                    const node = window.jupyterapp.shell.currentWidget.content.widgets[number].outputArea.node;
                    return node.innerText;
                }""",
                number,
            )
        )

    def run_all(self) -> None:
        """Run all cells, and wait until the kernel rests."""
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self.page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'",
            timeout=SECONDS * 1000,
        )

    def show(self, cell: str) -> None:
        """Scroll a cell into view."""
        self.page.evaluate(
            """async cell => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                const number = notebook.widgets.findIndex(widget => widget.model.id === cell);
                notebook.activeCellIndex = number;
                await notebook.scrollToItem(number, 'start');
            }""",
            cell,
        )
        self.page.wait_for_timeout(400)

    def photograph(self, file: Path) -> None:
        """Take a screenshot of the window."""
        self.page.screenshot(path=str(file))
