// One decoder and encoder among several that the tests compare: `node codec.mjs PACKAGE COMMAND`, a document a line.
//   decode   hexadecimal BSON to canonical Extended JSON, or to "error: …"
//   encode   canonical Extended JSON to hexadecimal BSON
//   recode   hexadecimal BSON to hexadecimal BSON
//   native   nothing to hexadecimal BSON: plain JavaScript values, for which the package chooses types and widths
import { readLines } from './stdin.mjs';

const [packageName, command] = process.argv.slice(2);
const { Binary, BSON, Decimal128, EJSON, ObjectId } = await import(packageName);
const EXACT = { promoteValues: false, promoteLongs: false, bsonRegExp: true };

const commands = {
  decode: (line) => EJSON.stringify(BSON.deserialize(Buffer.from(line, 'hex'), EXACT), { relaxed: false }),
  encode: (line) => hex(EJSON.parse(line, { relaxed: false })),
  recode: (line) => hex(BSON.deserialize(Buffer.from(line, 'hex'), EXACT)),
};

if (command === 'native') {
  for (const order of nativeOrders()) console.log(hex(order));
} else {
  for (const line of await readLines()) console.log(attempt(() => commands[command](line)));
}

function attempt(action) {
  try {
    return action();
  } catch (error) {
    return `error: ${error.message}`.replaceAll('\n', ' ');
  }
}

function hex(value) {
  return Buffer.from(BSON.serialize(value)).toString('hex');
}

// The order that the tests expect, in two ways to write it.
function nativeOrders() {
  const typed = {
    _id: new ObjectId('0123456789abcdef01234567'),
    Token: new Binary(Buffer.from('00112233445566778899aabbccddeeff', 'hex'), Binary.SUBTYPE_UUID),
    Opened: new Date(Date.UTC(2024, 1, 29, 12, 34, 56, 789)),
    Blob: new Uint8Array([0, 255, 1]),
  };
  return [
    {
      ...typed, Active: true, Count: 42, Delta: -5e9, Ratio: 3, Balance: Decimal128.fromString('12.50'), Side: 2, Name: 'Zoë 📈', Note: 'a\0b', Limit: 7,
      Main: { Price: 1.5, Quantity: 10, Label: 'main' }, Legs: [{ Price: 2, Quantity: 3, Label: '' }, { Price: -0.25, Quantity: 9007199254740992, Label: 'é' }],
      Tags: ['x', ''], Matrix: [[1, 2], [], [-5e9]],
    },
    // Another order of members, a bigint, members that nobody expects, and a fraction as a number.
    {
      Matrix: [[1n, 2n], [], [-5000000000n]], extra: { Count: 1 }, Tags: ['x', ''],
      Legs: [{ Label: '', Quantity: 3n, Price: 2 }, { more: null, Label: 'é', Price: -0.25, Quantity: 9007199254740992n }],
      Main: { Label: 'main', Quantity: 10, Price: 1.5 }, Limit: 7.0, Note: 'a\0b', Name: 'Zoë 📈', Side: 2n, Balance: 12.5, Ratio: 3n, Delta: -5000000000n, Count: 42n, Active: true,
      ...typed,
    },
  ];
}
