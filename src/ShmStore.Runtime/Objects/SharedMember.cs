namespace ShmStore;

/// <summary>
/// Names one member of fixed width of an object type, so that several can be read at once: <c>entry.Read(Account.Layout.Fields.Delta, Account.Layout.Fields.Total)</c>. Generated code has one for each.
/// Nothing is in it: all that is known of the member is known when code is compiled.
/// </summary>
/// <typeparam name="T">The object type.</typeparam>
/// <typeparam name="TField">The member's type.</typeparam>
/// <typeparam name="TMember">How it is read.</typeparam>
public readonly struct SharedMember<T, TField, TMember>
    where T : ISharedObject<T>
    where TMember : struct, ISharedMember<TField>;
