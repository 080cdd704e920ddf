using System.CommandLine;

namespace ShmStore.Tool;

/// <summary>Arguments and options that several commands have.</summary>
internal static class CommonArguments
{
    /// <summary>The store.</summary>
    public static Argument<string> Path() => new("store") { Description = "Path of the store; a bare name is in shared memory." };

    /// <summary>A key.</summary>
    public static Argument<string> Key() => new("key") { Description = "Name of the key." };

    /// <summary>Maybe a key.</summary>
    public static Argument<string?> AnyKey() => new("key") { Description = "Name of the key; all keys without it.", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>How JSON is written.</summary>
    public static Option<bool> Canonical() => new("--canonical") { Description = "The exact type of every value, as MongoDB's canonical Extended JSON has it." };
}
