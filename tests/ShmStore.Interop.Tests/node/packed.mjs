import { SharedObject, SharedObjectStore } from 'shm-store';

/** What crosses from the npm package to another program: the buffer and the memory map. */
export function packed(entries) {
  const store = SharedObjectStore.fromObjects(Object.fromEntries(
    entries.map(([key, value]) => [key, SharedObject.fromObject(value)])));
  return {
    buffer: Buffer.from(store.sharedMem).toString('base64'),
    map: JSON.stringify(store.getMemoryMap()),
  };
}
