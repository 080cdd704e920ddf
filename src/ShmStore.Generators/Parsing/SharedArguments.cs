using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing;

/// <summary>Arguments of messages, each text once for all diagnostics in one file. They go with the file's tree.</summary>
internal static class SharedArguments
{
    // The compiler prints equal diagnostics once, and has them as equal only if their arguments are the same objects.
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<object, object>> Known = new();

    /// <summary>The same arguments, as objects that all equal ones at places in the file share.</summary>
    public static object[] For(Location location, object[] arguments)
    {
        if (location.SourceTree is not { } tree)
            return arguments;
        ConcurrentDictionary<object, object> known = Known.GetValue(tree, static _ => new());
        return [.. arguments.Select(argument => known.GetOrAdd(argument, argument))];
    }
}
