namespace ShmStore.Generators.Emitting.Stores;

/// <summary>Prints the static methods that wait until a store has no writer, and become it.</summary>
internal static class SuccessionEmitter
{
    private const string Waits = "As <c>CreateWriter</c>; while the store has a writer, or as many as there can be, waits until one ends or dies";

    private static readonly (string Name, string Xml) TokenParameter = ("cancellationToken", "Ends the wait.");

    private static readonly (string Type, string Xml) Cancelled = ("System.OperationCanceledException", "The wait was cancelled.");

    /// <summary>Prints the methods.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="store">The store's type.</param>
    /// <param name="path">The documentation of a path.</param>
    /// <param name="options">The documentation of the options.</param>
    /// <param name="errors">What becoming the writer throws, but that there is one.</param>
    public static void Emit(SourceWriter writer, string store, (string Name, string Xml) path, (string Name, string Xml) options, IReadOnlyList<(string Type, string Xml)> errors)
    {
        writer.Separate();
        writer.Method(
            $"{Waits}, on the calling thread, at most for some time. False if the time was up. That the store has another schema, or no room for all keys, is told at once, also when it has become so.",
            [
                path,
                ("timeout", "How long; zero only tries, and <see cref=\"global::System.Threading.Timeout.InfiniteTimeSpan\"/> waits for ever."),
                ("writer", "The writer; null if the time was up."),
                options,
                TokenParameter,
            ],
            [.. errors, Cancelled]);
        using (writer.Braces($"public static bool TryBecomeWriter(string path, global::System.TimeSpan timeout, [global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out {store}.Writer? writer, {OpenEmitter.StoreOptions}, {Declarations.OptionalToken})"))
        {
            writer.Line($"var attachment = {RuntimeNames.StoreAttachment}.TryBecomeWriter(Layout.Definition, path, timeout, options, cancellationToken);");
            writer.Line("writer = attachment is null ? null : new(attachment);");
            writer.Line("return attachment is not null;");
        }

        writer.Separate();
        writer.Method($"{Waits}: for a process that stands by for another. That the store has another schema, or no room for all keys, is told at once, also when it has become so.", [path, options, TokenParameter], [.. errors, Cancelled]);

        // Not asynchronous itself: what is wrong with the call is told at the call, not by the task.
        using (writer.Braces($"public static global::System.Threading.Tasks.Task<{store}.Writer> BecomeWriterAsync(string path, {OpenEmitter.StoreOptions}, {Declarations.OptionalToken})"))
        {
            writer.Line($"return Attached({RuntimeNames.StoreAttachment}.BecomeWriterAsync(Layout.Definition, path, options, cancellationToken));");
            writer.Separate();
            writer.Line($"static async global::System.Threading.Tasks.Task<{store}.Writer> Attached(global::System.Threading.Tasks.Task<{RuntimeNames.StoreAttachment}> attaching) => new(await attaching.ConfigureAwait(false));");
        }
    }
}
