namespace ShmStore.Bson;

/// <summary>What the slow path of a <see cref="TailCursor"/> found; of a reference, two words, which are returned in registers.</summary>
/// <param name="Value">The value; the default when there is none.</param>
/// <param name="Next">Where the cursor goes on, in bytes from the document's start.</param>
/// <param name="IsThere">False when no element has the name.</param>
internal readonly record struct TailValue<T>(T Value, int Next, bool IsThere);
