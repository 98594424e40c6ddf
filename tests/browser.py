"""A browser without a window, spoken to through a pipe: what it makes of a page, how wide it is, and its PDF."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REQUIRED = "HCROADMAP_TESTS_NEED_CHROMIUM"
"""The variable that forbids to do without a browser; CI sets it."""


class Seen(NamedTuple):
    """A page as it was shown: its width, all of its text, and what the browser complained about."""

    width: int
    text: str
    messages: list[str]


class Browser:
    """One running Chromium and one tab in it."""

    def __init__(self, commands: BinaryIO, answers: BinaryIO) -> None:
        self.commands, self.answers = commands, answers
        self.number = 0
        self.session: dict[str, str] = {}
        self.events: list[dict[str, Any]] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = {"sessionId": self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]}
        for domain in ("Page", "Runtime", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send one command and wait for its answer; events that come before it are kept."""
        self.number += 1
        command = {"id": self.number, "method": method, "params": parameters, **self.session}
        self.commands.write(json.dumps(command).encode() + b"\0")
        self.commands.flush()
        while (answer := self._receive()).get("id") != self.number:
            self.events.append(answer)
        assert "error" not in answer, answer
        found: dict[str, Any] = answer["result"]
        return found

    def _receive(self) -> dict[str, Any]:
        read = bytearray()
        while (letter := self.answers.read(1)) not in (b"\0", b""):
            read += letter
        found: dict[str, Any] = json.loads(read)
        return found

    def open(self, page: Path, width: int, *, dark: bool = False) -> Seen:
        """Show a page in a window so many pixels wide."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self.ask("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        self.events.clear()
        self.ask("Page.navigate", url=page.as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self._receive())
        text = self.evaluate("document.body.innerText")
        complaints = ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown")
        messages = [str(event["params"]) for event in self.events if event["method"] in complaints]
        return Seen(self.evaluate("document.documentElement.scrollWidth"), text, messages)

    def evaluate(self, expression: str) -> Any:
        """What an expression comes to on the page that is open."""
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"]["value"]

    def print(self) -> bytes:
        """The page that is open as a PDF, on the paper that its style asks for."""
        answer = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(answer["data"])


def find_browser() -> str | None:
    """The program, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browser(program: str, profile: Path) -> Iterator[Browser]:
    """Start it with a profile of its own, and end it."""
    its_input, commands = os.pipe()
    answers, its_output = os.pipe()
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe")

    def hand_over() -> None:
        # Chromium reads commands from 3 and answers on 4; neither end may lie in the way of the other.
        source, sink = os.dup(its_input), os.dup(its_output)
        os.dup2(source, 3)
        os.dup2(sink, 4)

    process = subprocess.Popen([program, *options, f"--user-data-dir={profile}"], preexec_fn=hand_over,  # noqa: PLW1509
                               pass_fds=(3, 4), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # fmt: skip
    os.close(its_input)
    os.close(its_output)
    try:
        with os.fdopen(commands, "wb") as to_it, os.fdopen(answers, "rb") as from_it:
            yield Browser(to_it, from_it)
    finally:
        process.kill()
        process.wait()
