using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using MongoDB.Bson;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store;

/// <summary>Calls every public member of a store and of what hangs on it, but those that are generic or take spans, with arguments that are made up.</summary>
internal sealed class DisposedMembers
{
    private static readonly Assembly Runtime = typeof(SharedStore).Assembly;

    private readonly object[] _targets;
    private readonly SharedObjectStore _packed;

    /// <summary>The store and its keys. It is not disposed yet.</summary>
    public DisposedMembers(SharedStore store)
    {
        IEnumerable<PropertyInfo> keys = store.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        _targets = [store, .. keys.Where(static key => key.PropertyType.Namespace == nameof(ShmStore)).Select(key => key.GetValue(store)!)];
        _packed = store.Export(TestContext.Current.CancellationToken);
    }

    /// <summary>Each member, and what it threw; null for nothing.</summary>
    public IEnumerable<(string Member, Exception? Error)> CallAll() =>
        from target in _targets
        from method in target.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.DeclaringType!.Assembly == Runtime && method.GetBaseDefinition().DeclaringType != typeof(object) && method.Name != nameof(IDisposable.Dispose)
        where !method.ContainsGenericParameters && !method.ReturnType.IsByRefLike && method.GetParameters().All(static parameter => !TypeOf(parameter).IsByRefLike)
        select ($"{method.DeclaringType!.Name}.{method.Name}", Call(target, method));

    private Exception? Call(object target, MethodInfo method)
    {
        try
        {
            Finish(method.Invoke(target, [.. method.GetParameters().Select(MadeUp)]));
            return null;
        }
        catch (Exception exception)
        {
            return exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
        }
    }

    // What is asked for only when somebody goes through the result.
    private static void Finish(object? result)
    {
        switch (result)
        {
            case Task task:
                task.GetAwaiter().GetResult();
                break;
            case string:
                break;
            case IEnumerable values:
                _ = values.GetEnumerator().MoveNext();
                break;
            case IEnumerator values:
                _ = values.MoveNext();
                break;
            case { } other when other.GetType().GetMethod("AsTask") is { } asTask:
                Finish(asTask.Invoke(other, null));
                break;
            case { } other when other.GetType().GetInterfaces().FirstOrDefault(static type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)) is { } changes:
                object reader = changes.GetMethod("GetAsyncEnumerator")!.Invoke(other, [CancellationToken.None])!;
                Finish(typeof(IAsyncEnumerator<>).MakeGenericType(changes.GenericTypeArguments).GetMethod("MoveNextAsync")!.Invoke(reader, null));
                break;
        }
    }

    private object? MadeUp(ParameterInfo parameter) => parameter.Name == "json" ? Json() : MadeUp(TypeOf(parameter));

    private object? MadeUp(Type type)
    {
        if (type == typeof(string))
            return "key";
        if (type == typeof(Sample))
            return Sample.Of(1);
        if (type == typeof(MapLimits))
            return new MapLimits { MaximumEntries = 1 };
        if (type == typeof(SharedObjectStore))
            return _packed;
        if (type == typeof(BsonDocument))
            return new BsonDocument();
        if (type.IsArray)
            return Array.CreateInstance(type.GetElementType()!, 1);
        if (type.IsAssignableTo(typeof(Delegate)))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return Expression.Lambda(type, Expression.Default(invoke.ReturnType), invoke.GetParameters().Select(static given => Expression.Parameter(given.ParameterType))).Compile();
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
        {
            Type pair = type.GenericTypeArguments[0];
            var values = Array.CreateInstance(pair, 1);
            values.SetValue(pair.IsGenericType ? Activator.CreateInstance(pair, [.. pair.GenericTypeArguments.Select(MadeUp)]) : MadeUp(pair), 0);
            return values;
        }

        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }

    private static Type TypeOf(ParameterInfo parameter) => parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;

    private static string Json()
    {
        using SampleWriter writer = SampleWriter.Open(null);
        writer.A.Set(Sample.Of(1));
        return writer.A.ToExtendedJson()!;
    }
}
