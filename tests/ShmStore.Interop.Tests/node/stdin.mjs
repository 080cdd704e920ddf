/** The JSON value on standard input. */
export async function readInput() {
  return JSON.parse(await readText());
}

/** The lines on standard input. */
export async function readLines() {
  return (await readText()).split('\n').filter((line) => line.length > 0);
}

/** Writes a JSON value to standard output. */
export function writeOutput(value) {
  process.stdout.write(JSON.stringify(value));
}

async function readText() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
