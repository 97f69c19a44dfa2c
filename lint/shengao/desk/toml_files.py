"""Files of the desk that people write in TOML: what they say, or what is wrong with them first."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from shengao import toml
from shengao.config import contents, shown_path
from shengao.errors import ConfigError

M = TypeVar("M", bound=BaseModel)


def load(path: Path, model: type[M]) -> M:
    """What a file says. Raises `ConfigError`."""
    try:
        return model.model_validate(toml.parse(contents(path).decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise ConfigError(shown_path(path), 0, "应为 UTF-8 编码，请另存为 UTF-8") from error
    except toml.TomlError as error:
        raise ConfigError(shown_path(path), error.line, error.why) from error
    except ValidationError as error:
        raise ConfigError(shown_path(path), 0, _first_trouble(error)) from error


def _first_trouble(error: ValidationError) -> str:
    """The first thing that is wrong with a file that people wrote, in Chinese."""
    first = error.errors()[0]
    parts = [part for part in first["loc"] if part != "[key]"]
    where = " ".join(f"第{part + 1}段" if isinstance(part, int) else part for part in parts)
    name = str(parts[-1]) if parts else ""
    why = toml.complaint(first["type"], name, first.get("ctx", {})) or first["msg"]
    return f"{where}：{why}" if where else why
