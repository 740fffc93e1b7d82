"""Measures how Microsoft's Python SDK reads the page of assignments that the other benchmarks read.

    python3 tests/interop/read_time.py

Installs msgraph-sdk from PyPI into a folder below `target`. Reads the page with the SDK and with this
crate in turn, five times, and prints the least and the greatest ratio.
"""

import subprocess
import time

from sdk import ROOT, install

RUNS = 5


def bench(argument):
    """What the benchmark of the parsers prints."""
    manifest = ROOT / "tests" / "benches" / "reading" / "Cargo.toml"
    command = ["cargo", "bench", "--quiet", "--manifest-path", manifest, "--bench", "parsers", "--", argument]
    return subprocess.run(command, check=True, capture_output=True).stdout


def read(json):
    from kiota_serialization_json.json_parse_node_factory import JsonParseNodeFactory
    from msgraph.generated.models.device_compliance_policy_assignment_collection_response import (
        DeviceCompliancePolicyAssignmentCollectionResponse as Page,
    )

    node = JsonParseNodeFactory().get_root_parse_node("application/json", json)
    return node.get_object_value(Page).value


def nanoseconds(json, count):
    """The median time of reading an object, of five readings."""
    times = []
    for _ in range(5):
        started = time.perf_counter_ns()
        read(json)
        times.append(time.perf_counter_ns() - started)
    return sorted(times)[2] / count


def main():
    install()
    json = bench("page")
    page = read(json)
    assert type(page[0].target).__name__.endswith("Target"), "the SDK found no type"
    runs = [(float(bench("response")), nanoseconds(json, len(page))) for _ in range(RUNS)]
    own, other = (sorted(times)[RUNS // 2] for times in zip(*runs))
    ratios = sorted(theirs / ours for ours, theirs in runs)
    print(f"graph-model {own:.0f} ns, Python SDK {other:.0f} ns per object, {ratios[0]:.0f} to {ratios[-1]:.0f} times")


if __name__ == "__main__":
    main()
