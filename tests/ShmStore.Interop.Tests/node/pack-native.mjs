// Packs one object of plain JavaScript values, for which the npm package itself chooses the element types.
// Out: {buffer, map}
import { packed } from './packed.mjs';
import { writeOutput } from './stdin.mjs';

writeOutput(packed([['native', {
  integer: 1.0,
  beyondInt32: 5e9,
  fraction: 0.5,
  minusZero: -0,
  bigint: 2n ** 60n,
  text: 'naïve 😀 \0',
  date: new Date(-1),
  bytes: new Uint8Array([1, 2, 3]),
  expression: /a.c/i,
  nothing: null,
  missing: undefined,
  map: new Map([['a', 1], ['b', [true]]]),
}]]));
