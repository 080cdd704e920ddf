import { Code, EJSON, Long } from 'bson';

const JS_INT_LIMIT = Long.fromNumber(2 ** 53);

/** The value that a canonical Extended JSON text describes, numbers as Int32, Long and Double. */
export function fromCanonical(json) {
  return restoreUndefined(JSON.parse(json), EJSON.parse(json, { relaxed: false }));
}

// EJSON.parse turns undefined into null; BSON.deserialize does not.
function restoreUndefined(text, value) {
  if (text === null || typeof text !== 'object' || value?._bsontype !== undefined) return value;
  for (const [key, member] of Object.entries(text)) {
    if (member?.$undefined === true) value[key] = undefined;
    else if (value !== null && typeof value === 'object') restoreUndefined(member, value[key]);
  }
  return value;
}

/** A form in which every BSON type, and each number's sign and width, shows up in a deep comparison. */
export function describe(value) {
  if (value === undefined) return ['undefined'];
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return ['number', numberText(value)];
  if (typeof value === 'bigint') return ['bigint', value.toString()];
  if (value instanceof Date) return ['date', numberText(value.getTime())];
  if (value instanceof RegExp) return ['regexp', value.source, value.flags];
  if (Array.isArray(value)) return ['array', ...value.map(describe)];
  switch (value._bsontype) {
    case undefined: return ['document', ...Object.entries(value).map(([key, member]) => [key, describe(member)])];
    case 'Double': return ['Double', numberText(value.value)];
    case 'Int32': return ['Int32', value.value];
    case 'Long': case 'Timestamp': return [value._bsontype, value.toString()];
    case 'Decimal128': return ['Decimal128', Buffer.from(value.bytes).toString('hex')];
    case 'ObjectId': return ['ObjectId', value.toHexString()];
    case 'Binary': return ['Binary', value.sub_type, Buffer.from(value.buffer.subarray(0, value.position)).toString('hex')];
    case 'BSONRegExp': return ['BSONRegExp', value.pattern, value.options];
    case 'BSONSymbol': return ['BSONSymbol', value.value];
    case 'Code': return ['Code', value.code, describe(value.scope)];
    case 'MinKey': case 'MaxKey': return [value._bsontype];
    default: throw new Error(`no description for ${value._bsontype}`);
  }
}

/** What BSON.deserialize makes of a typed value with its default options, which the seed uses. */
export function promote(value) {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(promote);
  switch (value._bsontype) {
    case undefined: return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, promote(member)]));
    case 'Double': case 'Int32': return value.value;
    case 'Long': return value.lte(JS_INT_LIMIT) && value.gte(JS_INT_LIMIT.neg()) ? value.toNumber() : value;
    case 'BSONSymbol': return value.value;
    case 'Code': return new Code(value.code, promote(value.scope));
    case 'BSONRegExp': return new RegExp(value.pattern, regExpFlags(value.options));
    default: return value;
  }
}

function regExpFlags(options) {
  return [...options].map((option) => ({ i: 'i', m: 'm', s: 'g' })[option] ?? '').join('');
}

function numberText(number) {
  return Object.is(number, -0) ? '-0' : String(number);
}
