// Reads queries, one per line, with odata-v4-parser. The options that it does not read must be
// those of `unparsed.txt`: the parser knows OData 4.0 and not 4.01.
//
//     node parse.js QUERIES [--bless]

import { readFileSync, writeFileSync } from "node:fs";
import parser from "odata-v4-parser";

const [file, mode] = process.argv.slice(2);
const expected = new URL("unparsed.txt", import.meta.url);

const options = new Set();
for (const query of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
  for (const option of query.split("&")) {
    options.add(decodeURIComponent(option));
  }
}

const unparsed = [...options].filter((option) => {
  try {
    parser.query(option);
    return false;
  } catch {
    return true;
  }
});
const text = unparsed.sort().join("\n") + "\n";
console.log(`${options.size - unparsed.length} of ${options.size} options are parsed`);
if (mode === "--bless") {
  writeFileSync(expected, text);
} else if (readFileSync(expected, "utf8") !== text) {
  console.error(`the options that are not parsed differ from unparsed.txt:\n${text}`);
  process.exit(1);
}
