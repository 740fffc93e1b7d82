"""Microsoft's Python SDK reads what this crate writes, and writes the same again.

    python3 tests/interop/read.py

Installs msgraph-sdk from PyPI into a folder below `target`, and runs the example `written`.
"""

import importlib
import json
import re
import subprocess
import sys

from sdk import ROOT, install


def model(name):
    """The class of the SDK for a type, such as `DriveItem` for `driveItem`."""
    module = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
    module = importlib.import_module(f"msgraph.generated.models.{module}")
    return getattr(module, name[0].upper() + name[1:])


def normal(value):
    """The SDK does not write what is null, and spells the time zone UTC in another way."""
    if isinstance(value, dict):
        return {name: normal(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [normal(item) for item in value]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", value):
        return value[:-1] + "+00:00"
    return value


def tags_that_differ(written, again, path=""):
    """The places where the SDK leaves out or adds a tag."""
    if isinstance(written, dict) and isinstance(again, dict):
        for name in written.keys() | again.keys():
            if name == "@odata.type":
                if written.pop(name, None) != again.pop(name, None):
                    yield path or "/"
            else:
                yield from tags_that_differ(written.get(name), again.get(name), f"{path}/{name}")
    if isinstance(written, list) and isinstance(again, list):
        for number, (one, other) in enumerate(zip(written, again)):
            yield from tags_that_differ(one, other, f"{path}/{number}")


def main():
    install()
    from kiota_serialization_json.json_parse_node_factory import JsonParseNodeFactory
    from kiota_serialization_json.json_serialization_writer import JsonSerializationWriter

    command = ["cargo", "run", "--quiet", "--package", "interop", "--example", "written"]
    lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    failures = 0
    for line in lines.splitlines():
        line = json.loads(line)
        text = json.dumps(line["written"]).encode()
        node = JsonParseNodeFactory().get_root_parse_node("application/json", text)
        value = node.get_object_value(model(line["type"]))
        unknown = value.additional_data
        writer = JsonSerializationWriter()
        value.serialize(writer)
        again = json.loads(writer.get_serialized_content())
        written = normal(line["written"])
        tags = sorted(tags_that_differ(written, again))
        is_same = written == again and not unknown
        failures += not is_same
        print("ok  " if is_same else "BAD ", line["type"], f"(tags that differ: {tags})" if tags else "")
        if not is_same:
            print("  written:", written, "\n  again:  ", again, "\n  unknown:", unknown)
    sys.exit(1 if failures else 0)


main()
