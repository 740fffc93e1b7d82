"""Reads the filters of `unparsed.txt` with odata-query, which knows some of OData 4.01.

The options that it does not read either must be those of `unparsed_by_both.txt`.

    python parse.py [--bless]
"""

import sys
from pathlib import Path

from odata_query.grammar import ODataLexer, ODataParser

FOLDER = Path(__file__).parent
EXPECTED = FOLDER / "unparsed_by_both.txt"


def is_parsed(option: str) -> bool:
    name, _, value = option.partition("=")
    if name != "$filter":
        return False
    try:
        ODataParser().parse(ODataLexer().tokenize(value))
    except Exception:  # The library has no base class for its errors.
        return False
    return True


options = (FOLDER / "unparsed.txt").read_text().splitlines()
unparsed = [option for option in options if not is_parsed(option)]
text = "\n".join(unparsed) + "\n"
print(f"{len(options) - len(unparsed)} of {len(options)} options are parsed")
if "--bless" in sys.argv:
    EXPECTED.write_text(text)
elif EXPECTED.read_text() != text:
    sys.exit(f"the options that are not parsed differ from {EXPECTED.name}:\n{text}")
