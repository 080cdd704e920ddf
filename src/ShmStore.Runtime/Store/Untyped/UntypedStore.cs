using MongoDB.Bson;
using ShmStore.Store.Attaching;
using ShmStore.Store.Maps;
using ShmStore.Store.Schema;

namespace ShmStore;

/// <summary>
/// A store attached for reading by a program that does not have its class: what keys there are stands in the store itself. For tools that look at any store; see <see cref="SharedStoreFile"/> for those that check and repair one.
/// </summary>
/// <remarks>All members are thread-safe. Reads as any reader does: without a lock, and without writing to the store. What a writer appends to the schema later is not seen: open it again.</remarks>
public sealed class UntypedStore : SharedStore
{
    private readonly object[] _members;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    private UntypedStore(StoreAttachment attachment)
        : base(attachment)
    {
        if (KnownKinds.Unknown(attachment.Schema) is { } unknown)
            throw new StoreFormatException(StoreFormatReason.Corrupt, $"'{attachment.Region.Path}' cannot be read without its class: {unknown}.");
        List<KeySchema> keys = attachment.Schema.Keys;
        for (int i = 0; i < keys.Count; i++)
            _numbers.TryAdd(keys[i].Name, i);
        Keys = [.. keys.Select(static key => new UntypedKey(key.Name, UntypedMembers.KindOf(key), key.Type, key.Key))];
        _members = [.. Keys.Select((key, number) => UntypedMembers.Create(attachment, number, key))];
    }

    /// <summary>Full name of the class that the store was made with.</summary>
    public string Name => Attachment.Schema.StoreName;

    /// <summary>The keys, in the order in which they were declared.</summary>
    public IReadOnlyList<UntypedKey> Keys { get; }

    /// <summary>Attaches to a store, whatever its schema: every page is mapped read-only.</summary>
    /// <param name="path">A path, or a bare name in shared memory.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such store.</exception>
    /// <exception cref="IOException">The file system refuses otherwise.</exception>
    /// <exception cref="UnauthorizedAccessException">Attaching so is not permitted.</exception>
    /// <exception cref="ArgumentException">The path is empty, or has a NUL character.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="StoreFormatException">It is not a store this library can read.</exception>
    /// <exception cref="StoreFullException">No address space for it, or no room for its holes.</exception>
    /// <exception cref="PlatformNotSupportedException">The process is one of 32 bits.</exception>
    public static UntypedStore Open(string path, OpenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        StoreAttachment attachment = StoreOpener.Default.OpenUntyped(path, options ?? new OpenOptions());
        try
        {
            return new UntypedStore(attachment);
        }
        catch
        {
            attachment.Detach();
            throw;
        }
    }

    /// <summary>What kind of key one is, and of what types.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public UntypedKey Key(string name) => Keys[NumberOf(name)];

    /// <summary>The object or document of a key, as a document.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    /// <exception cref="InvalidOperationException">It is a map or an atomic.</exception>
    public SharedDocument Document(string name) => Member<SharedDocument>(name, "an object or a document");

    /// <summary>The objects or documents of a map, as documents, under the texts of their keys.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    /// <exception cref="InvalidOperationException">It is no map.</exception>
    public UntypedMap Map(string name) => Member<UntypedMap>(name, "a map");

    /// <summary>The value of an atomic now, loaded with acquire semantics: a number or a boolean.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    /// <exception cref="InvalidOperationException">It is no atomic.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public BsonValue Atomic(string name) => Member<UntypedAtomic>(name, "an atomic").Read();

    /// <summary>Runs a function over one state of all keys: all or nothing of each commit of several keys. Atomics, which no commit holds together, are as they are read.</summary>
    /// <param name="read">Computes a result from the store it is passed, which must not be used afterwards. Runs again if the writer changed what it has read, so it has no effects.</param>
    /// <param name="cancellationToken">Looked at before each run.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ReadContentionException">The writer changed what was read during every attempt.</exception>
    /// <exception cref="InvalidOperationException">Within a snapshot.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public TResult Snapshot<TResult>(Func<UntypedStore, TResult> read, CancellationToken cancellationToken = default) =>
        Attachment.Snapshot(static attachment => new UntypedStore(attachment), read, cancellationToken);

    private TMember Member<TMember>(string name, string kind)
        where TMember : class
    {
        int number = NumberOf(name);
        return _members[number] as TMember ?? throw new InvalidOperationException($"'{Attachment.NameOf(number)}' is of kind {Keys[number].Kind}, and not {kind}.");
    }

    private int NumberOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _numbers.TryGetValue(name, out int number) ? number : throw new KeyNotFoundException(ShownKey.Escape($"{Name} has no key '{name}': its keys are {string.Join(", ", Keys.Select(static key => key.Name))}."));
    }
}
