import assert from 'node:assert/strict';
import { parentPort, workerData } from 'node:worker_threads';
import { BSON as bson6 } from 'bson';
import { BSON as bson7 } from 'bson7';
import { SharedObjectStore } from 'shm-store';
import { describe, fromCanonical, promote } from './values.mjs';

const EXACT = { promoteValues: false, promoteLongs: false, bsonRegExp: true, allowObjectSmallerThanBufferSize: true };
const { sharedMem, memoryMap, expected } = workerData;
const store = SharedObjectStore.fromMemoryMap(sharedMem, memoryMap);
const memory = new Uint8Array(sharedMem);
const readers = {
  // The seed itself, with its default options.
  'shm-store': (key) => store.get(key),
  // The same bytes with every type kept.
  bson6: (key) => bson6.deserialize(memory, { ...EXACT, index: memoryMap[key].index }),
  bson7: (key) => bson7.deserialize(memory, { ...EXACT, index: memoryMap[key].index }),
};

const report = { checked: 0, failures: [] };
for (const [key, json] of expected) {
  const typed = fromCanonical(json);
  for (const [name, read] of Object.entries(readers)) {
    try {
      assert.deepEqual(describe(read(key)), describe(name === 'shm-store' ? promote(typed) : typed));
      report.checked++;
    } catch (error) {
      report.failures.push(`${name} at '${key}': ${error.message.slice(0, 2000)}`);
    }
  }
}
parentPort.postMessage(report);
