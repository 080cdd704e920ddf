// Reads objects by key with the npm package shm-store, in a worker thread, as it is meant to be used; for the benchmarks.
// measure.mjs <packed buffer> <memory map>: answers each line of input with the nanoseconds of one get.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { SharedObjectStore } from 'shm-store';

const MILLISECONDS = 50;

if (isMainThread) {
  const [bufferPath, mapPath] = process.argv.slice(2);
  const bytes = readFileSync(bufferPath);
  const sharedMem = new SharedArrayBuffer(bytes.length);
  new Uint8Array(sharedMem).set(bytes);
  const memoryMap = JSON.parse(readFileSync(mapPath, 'utf8'));
  const worker = new Worker(new URL(import.meta.url), { workerData: { sharedMem, memoryMap } });
  worker.on('message', (line) => console.log(line));
  createInterface({ input: process.stdin })
    .on('line', () => worker.postMessage('go'))
    .on('close', () => worker.terminate());
} else {
  const { sharedMem, memoryMap } = workerData;
  const store = SharedObjectStore.fromMemoryMap(sharedMem, memoryMap);
  const keys = Object.keys(memoryMap);
  let next = 0;
  let kept;
  parentPort.on('message', () => {
    const start = process.hrtime.bigint();
    const end = start + BigInt(MILLISECONDS) * 1_000_000n;
    let count = 0;
    let now = start;
    while (now < end) {
      for (let i = 0; i < 64; i++) {
        kept = store.get(keys[next]);
        next = next + 1 === keys.length ? 0 : next + 1;
      }
      count += 64;
      now = process.hrtime.bigint();
    }
    parentPort.postMessage(`${Number(now - start) / count} ${kept.Rank}`);
  });
  parentPort.postMessage('ready');
}
