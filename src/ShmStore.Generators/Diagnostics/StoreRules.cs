using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Diagnostics;

/// <summary>Rules about stores and their keys.</summary>
internal static class StoreRules
{
    /// <summary>{0} the type that is not partial, {1} the store.</summary>
    public static readonly DiagnosticDescriptor NotPartial = Rule.Error(
        "SHM0001", "A store must be partial", "'{0}' must be partial so that the store '{1}' can be generated");

    /// <summary>{0} the store, {1} what it is not allowed to be.</summary>
    public static readonly DiagnosticDescriptor Shape = Rule.Error(
        "SHM0002", "A store must be an ordinary class", "The store '{0}' {1}");

    /// <summary>{0} the property, {1} what is wrong.</summary>
    public static readonly DiagnosticDescriptor KeyShape = Rule.Error(
        "SHM0003", "A key must be a partial get-only property", "The key '{0}' {1}");

    /// <summary>{0} the property, {1} its type, {2} a hint that begins with a space, or nothing.</summary>
    public static readonly DiagnosticDescriptor UnsupportedKeyType = Rule.Error(
        "SHM0004", "A key must be of a shared type", "The key '{0}' is of type '{1}', which is no shared type: use SharedEntry<T>, SharedMap<TKey, TValue>, SharedAtomic<T>, SharedDocument or SharedDocumentMap<TKey>{2}");

    /// <summary>{0} the property, {1} the type of the objects, {2} a hint.</summary>
    public static readonly DiagnosticDescriptor EntryNotSharedObject = Rule.Error(
        "SHM0005", "An entry must hold a shared object", "The key '{0}' holds '{1}', which is not a shared object: {2}");

    /// <summary>{0} the property, {1} the atomic's type argument.</summary>
    public static readonly DiagnosticDescriptor UnsupportedAtomicType = Rule.Error(
        "SHM0006", "An atomic must hold int, long, double or bool", "The key '{0}' is an atomic of '{1}': only int, long, double and bool are supported");

    /// <summary>{0} the property, {1} the key's name, {2} the earlier property.</summary>
    public static readonly DiagnosticDescriptor DuplicateKey = Rule.Error(
        "SHM0007", "Key names must be unique", "The key '{0}' has the name \"{1}\" that the key '{2}' has already");

    /// <summary>{0} the property, {1} what is wrong with the name.</summary>
    public static readonly DiagnosticDescriptor InvalidKeyName = Rule.Error(
        "SHM0008", "A key's name must be storable", "The name of the key '{0}' {1}");

    /// <summary>{0} the property.</summary>
    public static readonly DiagnosticDescriptor ReservedKeyName = Rule.Error(
        "SHM0009", "A key must not hide a member of the store", "A key cannot be called '{0}': the generated store has a member of that name. Rename the property; [SharedKey] keeps the name in the schema");

    /// <summary>{0} the store.</summary>
    public static readonly DiagnosticDescriptor NoKeys = Rule.Error(
        "SHM0010", "A store without keys", "The store '{0}' has no keys: add a partial property such as 'public partial SharedEntry<T> Name {{ get; }}'");

    /// <summary>{0} the class, {1} the property.</summary>
    public static readonly DiagnosticDescriptor ForgottenStore = Rule.Error(
        "SHM0011", "A class with keys is not marked as a store", "'{0}' has the partial key '{1}' but is not marked [SharedStore], so nothing is generated for it");

    /// <summary>{0} the property, {1} the type of the map's keys, {2} a hint.</summary>
    public static readonly DiagnosticDescriptor UnsupportedMapKey = Rule.Error(
        "SHM0035", "A map's keys must be of a supported type", "The map '{0}' has keys of type '{1}', which is not supported: {2}");
}
