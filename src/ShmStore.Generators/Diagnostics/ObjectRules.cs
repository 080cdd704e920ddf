using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Diagnostics;

/// <summary>Rules about shared objects as a whole, and about the language version.</summary>
internal static class ObjectRules
{
    /// <summary>{0} the type that is not partial, {1} the object.</summary>
    public static readonly DiagnosticDescriptor NotPartial = Rule.Error(
        "SHM0012", "A shared object must be partial", "'{0}' must be partial so that the codec of the shared object '{1}' can be generated");

    /// <summary>{0} the object, {1} what it is not allowed to be.</summary>
    public static readonly DiagnosticDescriptor Shape = Rule.Error(
        "SHM0013", "A shared object must be a type that can be created", "The shared object '{0}' {1}");

    /// <summary>{0} the object, {1} a hint.</summary>
    public static readonly DiagnosticDescriptor NoConstructor = Rule.Error(
        "SHM0014", "A shared object needs a usable constructor", "The shared object '{0}' has no constructor that reading can use: {1}");

    /// <summary>{0} the object.</summary>
    public static readonly DiagnosticDescriptor AmbiguousConstructor = Rule.Error(
        "SHM0015", "A shared object's constructor must be unambiguous", "The shared object '{0}' has several constructors that reading could use: mark one with [BsonConstructor]");

    /// <summary>{0} the parameter, {1} the object, {2} why no member fits.</summary>
    public static readonly DiagnosticDescriptor ParameterWithoutMember = Rule.Error(
        "SHM0016", "Every constructor parameter must be a stored member", "The constructor parameter '{0}' of the shared object '{1}' {2}");

    /// <summary>{0} the object, {1} the member, {2} the way round.</summary>
    public static readonly DiagnosticDescriptor EndlessCycle = Rule.Error(
        "SHM0017", "A shared object must not have to contain itself", "The member '{1}' makes every '{0}' contain another one without end ({2}): make one of these members nullable or a list");

    /// <summary>{0} the object, {1} the known type, {2} what is wrong with it.</summary>
    public static readonly DiagnosticDescriptor KnownType = Rule.Error(
        "SHM0033", "A known type must be a shared object derived from the type", "The known type '{1}' of '{0}' {2}");

    /// <summary>{0} the object or store, {1} the language version in force.</summary>
    public static readonly DiagnosticDescriptor LanguageVersion = Rule.Error(
        "SHM0018", "C# 14 is needed", "'{0}' needs C# 14 for its generated code, and this project compiles C# {1}: set <LangVersion>14</LangVersion> or newer, or target .NET 10 or newer");
}
