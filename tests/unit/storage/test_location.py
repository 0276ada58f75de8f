from pathlib import Path

import pytest

from sim.errors import StorageError
from sim.storage.location import database_url, shown_name


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("IMS_DATABASE", raising=False)
    monkeypatch.delenv("IMS_DATA", raising=False)
    return tmp_path


def test_default_is_a_private_folder_of_the_user(home: Path) -> None:
    folder = home / ".local/share/ims-reflex-trainer"
    assert database_url(None).database == str(folder / "attempts.sqlite")
    assert folder.stat().st_mode & 0o077 == 0


def test_folder_of_the_environment_comes_before_the_default(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMS_DATA", "~/100% mine: attempts?")
    assert database_url(None).database == str(home / "100% mine: attempts?" / "attempts.sqlite")


def test_url_of_the_environment_comes_before_its_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMS_DATA", str(home / "folder"))
    monkeypatch.setenv("IMS_DATABASE", f"sqlite:///{home}/other/a.db")
    assert database_url(None).database == f"{home}/other/a.db"
    assert not (home / "folder").exists()


def test_given_url_comes_before_the_environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMS_DATABASE", f"sqlite:///{home}/other/a.db")
    assert database_url(f"sqlite:///{home}/b.db").database == f"{home}/b.db"


@pytest.mark.parametrize(
    "url", ["mysql://localhost/x", "sqlite+aiosqlite:///x", "sqlite://", "sqlite:///:memory:", "x"]
)
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(StorageError, match="IMS_DATABASE: is not a database this program can use, got"):
        database_url(url)


@pytest.mark.parametrize(
    "url", ["postgresql://ann:secret@localhost/ims", "mysql://ann:secret@localhost/x", "ann:secret"]
)
def test_password_is_never_shown(url: str) -> None:
    try:
        text = shown_name(database_url(url))
    except StorageError as refusal:
        text = str(refusal)
    assert "secret" not in text


def test_folder_that_is_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot be written, got 'Not a directory'"):
        database_url(f"sqlite:///{tmp_path}/file/folder/a.db")
