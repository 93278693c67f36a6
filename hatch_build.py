"""What a wheel carries beside its modules: messages compiled, and the sources it was built from."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelHook(BuildHookInterface):
    """A checkout that is installed as it is (`editable`) makes them itself, when it starts."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from entrepairs.engine.assets import compile_messages
        from entrepairs.ui.source_archive import PACKED, archive

        compile_messages()
        self.folder = tempfile.TemporaryDirectory()
        packed = Path(self.folder.name, PACKED)
        packed.write_bytes(archive())
        build_data["force_include"][str(packed)] = f"entrepairs/{PACKED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.folder.cleanup()
