/** The JSON value on standard input. */
export async function readInput() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** Writes a JSON value to standard output. */
export function writeOutput(value) {
  process.stdout.write(JSON.stringify(value));
}
