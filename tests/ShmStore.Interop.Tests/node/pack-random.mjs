// Packs ten random objects of depth 3, in the manner of the npm package's own test, from a seed.
// In:  {seed: integer}
// Out: {buffer, map, expected: [[key, canonical Extended JSON]]}
import { EJSON } from 'bson';
import { packed } from './packed.mjs';
import { readInput, writeOutput } from './stdin.mjs';

const { seed } = await readInput();
const random = mulberry32(seed);
const entries = Array.from({ length: 10 }, () => [randomKey(), randomObject(3)]);
writeOutput({
  ...packed(entries),
  expected: entries.map(([key, value]) => [key, EJSON.stringify(value, { relaxed: false })]),
});

function randomObject(maxDepth, depth = 0) {
  if (depth === maxDepth) return randomPrimitive();
  const count = below(5) + 1;
  const member = () => randomObject(maxDepth, depth + 1);
  return depth > 0 && random() < 0.5
    ? Array.from({ length: count }, member)
    : Object.fromEntries(Array.from({ length: count }, () => [randomText(), member()]));
}

function randomPrimitive() {
  return [random, () => random() < 0.5, randomText][below(3)]();
}

function randomText() {
  return random().toString(36).substring(7);
}

function randomKey() {
  return Array.from({ length: 12 }, () => below(16).toString(16)).join('');
}

function below(limit) {
  return Math.floor(random() * limit);
}

function mulberry32(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
