"""A real browser, driven by the WebDriver protocol (https://www.w3.org/TR/webdriver2/): Debian's Chromium."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""How the protocol marks an element."""


def missing() -> str:
    """Why no browser can be driven here; "" where one can."""
    if not any(map(shutil.which, NAMES)) or not shutil.which("chromedriver"):
        return "there is no Chromium with its driver: apt-get install chromium chromium-driver"
    return ""


class Browser:
    """One window."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = ["chromedriver", f"--port={self.port}"]
        self.driver = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.session = ""
        try:
            self._wait()
            binary = next(path for path in map(shutil.which, NAMES) if path)
            wanted = {
                "goog:chromeOptions": {"args": ARGUMENTS, "binary": binary},
                "goog:loggingPrefs": {"browser": "ALL"},
            }
            opened = self.call("POST", "/session", capabilities={"alwaysMatch": wanted})
            self.session = f"/session/{opened['sessionId']}"
        except BaseException:
            self.close()
            raise

    def _wait(self) -> None:
        for _ in range(100):
            try:
                self.call("GET", "/status")
                return
            except OSError:
                time.sleep(0.1)

    def call(self, method: str, path: str, **body: Any) -> Any:
        """One command of the protocol; RuntimeError with the driver's words where it fails."""
        data = json.dumps(body).encode() if method == "POST" else None
        url = f"http://127.0.0.1:{self.port}{self.session}{path}"
        request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise RuntimeError(error.read().decode()[:500]) from None

    def open(self, page: Path) -> None:
        self.call("POST", "/url", url=page.as_uri())

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.call("POST", "/goog/cdp/execute", cmd="Emulation.setDeviceMetricsOverride", params=size)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns."""
        return self.call("POST", "/execute/sync", script=script, args=list(arguments))

    def click(self, selector: str) -> None:
        """A click by mouse in the middle of the first element, scrolled into view if need be."""
        found = self.call("POST", "/element", using="css selector", value=selector)
        self.call("POST", f"/element/{found[ELEMENT]}/click")

    def press(self, keys: str) -> None:
        """Keys pressed one after the other."""
        steps = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.call("POST", "/actions", actions=[{"type": "key", "id": "keyboard", "actions": steps}])

    def complaints(self) -> list[str]:
        """What the browser's console says."""
        return [entry["message"] for entry in self.call("POST", "/se/log", type="browser")]

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.call("GET", "/screenshot")))

    def close(self) -> None:
        if self.session:
            self.call("DELETE", "")
        self.driver.terminate()
        self.driver.wait()
