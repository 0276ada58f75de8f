"""What every browser test needs to know about a page that Streamlit serves."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Page

SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def wait_until_settled(page: Page) -> None:
    """Return when the script behind the page has finished its run."""
    page.wait_for_selector(SETTLED, state="attached")


def open_page(page: Page, path: str = "/") -> None:
    """Go to a path of the app and wait until it is drawn."""
    page.goto(path)
    wait_until_settled(page)


def watch_console(page: Page) -> list[str]:
    """Return a list that grows with every error the page logs or throws from now on."""
    errors: list[str] = []

    def on_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(f"{message.text} ({message.location.get('url', '')})")

    page.on("console", on_message)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors
