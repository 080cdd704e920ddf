using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Diagnostics;

/// <summary>Rules about members of shared objects.</summary>
internal static class MemberRules
{
    /// <summary>{0} the member, {1} its type, {2} a hint.</summary>
    public static readonly DiagnosticDescriptor UnsupportedType = Rule.Error(
        "SHM0019", "A stored member must be of a supported type", "The member '{0}' is of type '{1}', which cannot be stored: {2}");

    /// <summary>{0} the member, {1} the enum.</summary>
    public static readonly DiagnosticDescriptor UnsignedLongEnum = Rule.Error(
        "SHM0020", "An enum over ulong cannot be stored", "The member '{0}' holds the enum '{1}' over ulong, whose upper half BSON cannot represent: base the enum on long, or mark the member [BsonIgnore]");

    /// <summary>{0} the member, {1} the type parameter.</summary>
    public static readonly DiagnosticDescriptor TypeParameter = Rule.Error(
        "SHM0021", "A stored member cannot be of a type parameter", "The member '{0}' depends on the type parameter '{1}', so its layout is not known at compile time: use a concrete type, or mark the member [BsonIgnore]");

    /// <summary>{0} the member, {1} what is wrong with the name.</summary>
    public static readonly DiagnosticDescriptor InvalidElementName = Rule.Error(
        "SHM0022", "An element's name must be storable", "The element name of the member '{0}' {1}");

    /// <summary>{0} the member, {1} the element name, {2} what has it already.</summary>
    public static readonly DiagnosticDescriptor DuplicateElementName = Rule.Error(
        "SHM0023", "Element names must be unique", "The member '{0}' has the element name \"{1}\" that {2} has already");

    /// <summary>{0} the member, {1} what cannot be done and why not, {2} what can be done about it.</summary>
    public static readonly DiagnosticDescriptor CannotBeSet = Rule.Error(
        "SHM0024", "A stored member must be settable", "The member '{0}' is stored but cannot be {1}: {2}");

    /// <summary>{0} the attribute, {1} the member or type.</summary>
    public static readonly DiagnosticDescriptor UnsupportedAttribute = Rule.Error(
        "SHM0025", "A MongoDB.Bson attribute that is not supported", "[{0}] on '{1}' is not supported and would change how it is stored: remove it, or mark the member [BsonIgnore]");

    /// <summary>{0} the member.</summary>
    public static readonly DiagnosticDescriptor ReservedName = Rule.Error(
        "SHM0026", "A name that the generated code needs", "'{0}' is the name of a type that is generated inside a shared object: rename it; [BsonElement] keeps the element's name");

    /// <summary>{0} the attribute or method, {1} what it contradicts, {2} the member.</summary>
    public static readonly DiagnosticDescriptor Contradiction = Rule.Error(
        "SHM0029", "Attributes must not contradict each other", "{0} on '{2}' contradicts {1}: remove one of them");

    /// <summary>{0} the member, {1} what is wrong with the value.</summary>
    public static readonly DiagnosticDescriptor DefaultValue = Rule.Error(
        "SHM0030", "A default value must fit its member", "The default value of the member '{0}' {1}");

    /// <summary>{0} the member, {1} its type.</summary>
    public static readonly DiagnosticDescriptor ExtraElements = Rule.Error(
        "SHM0031", "Extra elements must be kept in a BsonDocument or dictionary", "The member '{0}' for extra elements is of type '{1}': it must be a BsonDocument or a Dictionary<string, object>");

    /// <summary>{0} the member, {1} its type, {2} which form an attribute demands.</summary>
    public static readonly DiagnosticDescriptor Representation = Rule.Error(
        "SHM0032", "A representation must be one that the type has", "The member '{0}' is of type '{1}', which cannot be stored {2}");

    /// <summary>{0} the member, {1} its type. A warning where the project is trimmed or compiled ahead of time.</summary>
    public static readonly DiagnosticDescriptor Reflection = Rule.Info(
        "SHM0034", "A member that is stored through MongoDB.Bson's serializers", "The member '{0}' of type '{1}' is read and written by MongoDB.Bson's serializers, by reflection: not safe to trim or to compile ahead of time");

    /// <summary>{0} the member, {1} the serializer, {2} what is wrong with it.</summary>
    public static readonly DiagnosticDescriptor Serializer = Rule.Error(
        "SHM0036", "A member's serializer must be one of its type", "The member '{0}' cannot be stored by the serializer '{1}', which {2}");

    /// <summary>{0} the member.</summary>
    public static readonly DiagnosticDescriptor RequiredNotStored = Rule.Error(
        "SHM0038", "A required member must be stored", "The member '{0}' is required and not stored, so it has no value when the object is read: remove 'required', or store it");

    /// <summary>{0} the property, {1} the base type.</summary>
    public static readonly DiagnosticDescriptor InvisibleSetter = Rule.Info(
        "SHM0028", "A property of another assembly's base type is not stored", "The property '{0}' of the base type '{1}' is not stored: it has no setter that can be seen from this assembly. A constructor parameter of the same name stores it");

    /// <summary>{0} the name that the member's short form would have, {1} the type that has one of that name, {2} what follows from it.</summary>
    public static readonly DiagnosticDescriptor NoShortForm = Rule.Info(
        "SHM0027", "A member that an entry's own member hides", "{1} has a member '{0}' of its own, so this field {2}");

    /// <summary>{0} the member, {1} the type that has one of that name, {2} that one's type.</summary>
    public static readonly DiagnosticDescriptor MistakableName = Rule.Warning(
        "SHM0041", "A member that an entry's own member of a like type hides", "'entry.{0}' is a '{2}' that {1} has of its own, and not this field, for which the compiler would take it: use entry.Read(static view => view.{0}), or rename the member and keep the element's name by [BsonElement]");

    /// <summary>{0} the name, {1} the type inside which a type of that name is generated, {2} how the user's is written.</summary>
    public static readonly DiagnosticDescriptor HiddenType = Rule.Error(
        "SHM0039", "A type of the user's that a generated one hides", "'{0}' means the type that is generated inside '{1}' here: write the other one with its namespace, as in '{2}', or rename it");

    /// <summary>{0} the member, {1} the type, {2} its assembly.</summary>
    public static readonly DiagnosticDescriptor AliasedType = Rule.Error(
        "SHM0040", "A type that only an extern alias reaches", "What is generated for '{0}' cannot name '{1}', which only an extern alias reaches: give the reference to '{2}' the alias 'global' too, or use another type");
}
