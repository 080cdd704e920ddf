// Reads a packed store in worker threads and compares every document with what it should be.
// In:  {buffer: base64, map: JSON text of the memory map, expected: [[key, canonical Extended JSON]]}
// Out: {checked: number of comparisons made, failures: [text]}
import { Worker } from 'node:worker_threads';
import { readInput, writeOutput } from './stdin.mjs';

const WORKERS = 3;
const { buffer, map, expected } = await readInput();
const bytes = Buffer.from(buffer, 'base64');
const sharedMem = new SharedArrayBuffer(bytes.length);
new Uint8Array(sharedMem).set(bytes);

const reports = await Promise.all(Array.from({ length: WORKERS }, () => new Promise((resolve, reject) => {
  const worker = new Worker(new URL('./read-worker.mjs', import.meta.url), {
    workerData: { sharedMem, memoryMap: JSON.parse(map), expected },
  });
  worker.on('message', resolve);
  worker.on('error', reject);
})));

writeOutput({
  checked: reports.reduce((sum, report) => sum + report.checked, 0),
  failures: reports.flatMap((report) => report.failures),
});
