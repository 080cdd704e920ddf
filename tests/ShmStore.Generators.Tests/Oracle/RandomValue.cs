using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using CsCheck;
using MongoDB.Bson;

namespace ShmStore.Generators.Tests.Oracle;

/// <summary>Random values of any type that <see cref="RandomSource"/> uses. Left out are those for which MongoDB.Bson's form is another on purpose; docs/types.md has them.</summary>
internal static class RandomValue
{
    private const int Deepest = 3;

    private static readonly Dictionary<Type, Gen<object?>> Scalars = new()
    {
        [typeof(bool)] = Box(Gen.Bool),
        [typeof(byte)] = Box(Gen.Byte),
        [typeof(sbyte)] = Box(Gen.SByte),
        [typeof(short)] = Box(Gen.Short),
        [typeof(ushort)] = Box(Gen.UShort),
        [typeof(int)] = Box(Gen.Int),
        [typeof(uint)] = Box(Gen.UInt[0, int.MaxValue]),
        [typeof(long)] = Box(Gen.Long),
        [typeof(ulong)] = Box(Gen.ULong[0, long.MaxValue]),
        [typeof(char)] = Box(Gen.Char),
        [typeof(float)] = Box(Gen.Float.Where(static value => Math.Abs(value) < float.MaxValue)),
        [typeof(double)] = Box(Gen.Double),
        [typeof(Half)] = Box(Gen.Short.Select(BitConverter.Int16BitsToHalf).Where(static value => Math.Abs((double)value) < (double)Half.MaxValue)),
        [typeof(decimal)] = Box(Gen.Decimal.Where(static value => Math.Abs(value) < decimal.MaxValue)),
        [typeof(Decimal128)] = Box(Gen.OneOf(Gen.Decimal.Select(static value => new Decimal128(value)), Gens.Any(Decimal128.QNaN, Decimal128.PositiveInfinity, Decimal128.Parse("-0"), Decimal128.Parse("1E+6000")))),
        [typeof(DateTime)] = Box(Gen.Long[-62_135_596_800_000, 253_402_300_799_999].Select(static ms => DateTime.UnixEpoch.AddMilliseconds(ms))),
        [typeof(DateTimeOffset)] = Box(Gen.Select(Gen.Long[DateTime.MinValue.AddDays(1).Ticks, DateTime.MaxValue.AddDays(-1).Ticks], Gen.Int[-14 * 60, 14 * 60]).Select(static (ticks, minutes) => new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes)))),
        [typeof(DateOnly)] = Box(Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber)),
        [typeof(TimeOnly)] = Box(Gen.Long[0, TimeOnly.MaxValue.Ticks].Select(static ticks => new TimeOnly(ticks))),
        [typeof(TimeSpan)] = Box(Gen.Long.Select(static ticks => new TimeSpan(ticks))),
        [typeof(Guid)] = Box(Gen.Guid),
        [typeof(ObjectId)] = Box(Gen.Byte.Array[12].Select(static bytes => new ObjectId(bytes))),
        [typeof(string)] = Box(Gen.String[Gen.Char['\u0000', '\uD7FF'], 0, 8]),
        [typeof(byte[])] = Box(Gen.Byte.Array[0, 8]),
        [typeof(Version)] = Box(Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9]).Select(static (major, minor) => new Version(major, minor))),
    };

    private static readonly Gen<string> Keys = Gen.String[Gen.Char['\u0001', '\uD7FF'], 0, 4];

    /// <summary>Values of a type, never null.</summary>
    public static Gen<object> Of(Type type) => Present(type, depth: 0).Select(static value => value!);

    private static Gen<object?> Member(Type type, bool mayBeNull, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return OrNull(Present(inner, depth));
        return mayBeNull && !type.IsValueType ? OrNull(Present(type, depth)) : Present(type, depth);
    }

    private static Gen<object?> Present(Type type, int depth)
    {
        if (Scalars.TryGetValue(type, out Gen<object?>? scalar))
            return scalar;
        if (type.IsEnum)
            return Gens.Any([.. Enum.GetValues(type).Cast<object?>()]);
        if (type.IsArray)
            return Items(type.GetElementType()!, depth).Select(static items => (object?)items);
        return type.IsGenericType ? Generic(type, depth) : Object(type, depth);
    }

    private static Gen<object?> Generic(Type type, int depth)
    {
        Type[] arguments = type.GetGenericArguments();
        if (type.Name.StartsWith("ValueTuple", StringComparison.Ordinal) || type.Name.StartsWith("KeyValuePair", StringComparison.Ordinal))
        {
            bool isPair = type.Name[0] == 'K';
            return Gen.Select(Member(arguments[0], mayBeNull: false, depth), Member(arguments[1], mayBeNull: !isPair, depth)).Select((first, second) => Activator.CreateInstance(type, first, second));
        }

        if (arguments.Length == 2)
            return Gen.Select(Keys.Array[0, 3], Member(arguments[1], MayBeNull(arguments[1]), depth + 1).Array[3]).Select((keys, values) => Dictionary(type, arguments[1], keys, values));
        return Items(arguments[0], depth).Select(items => Collection(type, items));
    }

    private static Gen<Array> Items(Type item, int depth) => Member(item, MayBeNull(item), depth + 1).Array[0, depth >= Deepest ? 0 : 3].Select(values =>
    {
        Array items = Array.CreateInstance(item, values.Length);
        for (int i = 0; i < values.Length; i++)
            items.SetValue(values[i], i);
        return items;
    });

    // All items of reference types are declared nullable, and arrays and lists in lists are not.
    private static bool MayBeNull(Type item) => !item.IsGenericType && !item.IsArray;

    private static object? Collection(Type type, Array items)
    {
        Type item = type.GetGenericArguments()[0];
        if (type.Namespace == typeof(ImmutableArray).Namespace)
        {
            MethodInfo create = (type.IsValueType ? typeof(ImmutableArray) : typeof(ImmutableList)).GetMethods().Single(static method =>
                method.Name == "CreateRange" && method.GetParameters() is [{ ParameterType.Name: "IEnumerable`1" }]);
            return create.MakeGenericMethod(item).Invoke(null, [items]);
        }

        return Activator.CreateInstance(type.IsInterface ? typeof(List<>).MakeGenericType(item) : type, items);
    }

    private static object? Dictionary(Type type, Type value, string[] keys, object?[] values)
    {
        IDictionary dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        for (int i = 0; i < keys.Length; i++)
            dictionary[keys[i]] = values[i];
        if (type.Name.StartsWith("Immutable", StringComparison.Ordinal))
        {
            MethodInfo create = typeof(ImmutableDictionary).GetMethods().Single(static method => method.Name == "CreateRange" && method.GetParameters().Length == 1);
            return create.MakeGenericMethod(typeof(string), value).Invoke(null, [dictionary]);
        }

        return type.IsInterface || type == dictionary.GetType() ? dictionary : Activator.CreateInstance(type, dictionary);
    }

    private static Gen<object?> Object(Type type, int depth)
    {
        if (type.IsAbstract)
        {
            Type[] known = [.. type.Assembly.GetTypes().Where(other => other.BaseType == type)];
            return Gen.OneOf([.. known.Select(other => Gen.Const(0).SelectMany(_ => Object(other, depth + 1)))]);
        }

        PropertyInfo[] members = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)];
        Gen<object?>[] values = [.. members.Select(member => depth >= Deepest && !member.PropertyType.IsValueType
            ? Gen.Const((object?)(member.PropertyType == typeof(List<>).MakeGenericType(type.BaseType!) ? Activator.CreateInstance(member.PropertyType) : null))
            : Member(member.PropertyType, new NullabilityInfoContext().Create(member).WriteState == NullabilityState.Nullable, depth + 1))];
        return Gens.Each(values).Select(parts =>
        {
            object created = RuntimeHelpers.GetUninitializedObject(type);
            for (int i = 0; i < members.Length; i++)
                members[i].SetValue(created, parts[i]);
            return (object?)created;
        });
    }

    private static Gen<object?> OrNull(Gen<object?> values) => Gen.Select(Gen.Int[0, 3], values).Select(static (choice, value) => choice == 0 ? null : value);

    private static Gen<object?> Box<T>(Gen<T> values) => values.Select(static value => (object?)value);
}
