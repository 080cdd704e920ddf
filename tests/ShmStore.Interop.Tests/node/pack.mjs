// Packs typed documents with the npm package.
// In:  {objects: [[key, canonical Extended JSON]]}
// Out: {buffer: base64, map: JSON text of the memory map}
import { readInput, writeOutput } from './stdin.mjs';
import { packed } from './packed.mjs';
import { fromCanonical } from './values.mjs';

const { objects } = await readInput();
writeOutput(packed(objects.map(([key, json]) => [key, fromCanonical(json)])));
