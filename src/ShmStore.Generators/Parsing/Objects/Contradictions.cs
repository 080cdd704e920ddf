using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Reports attributes of a member that say opposite things.</summary>
internal static class Contradictions
{
    // Each names the BSON type too, or has a usual one of its own.
    private static readonly string[] FormsOfOneType = [BsonAttributes.GuidRepresentation, BsonAttributes.DateTimeOptions, BsonAttributes.TimeSpanOptions, BsonAttributes.TimeOnlyOptions];

    /// <summary>Reports an attribute that contradicts another one.</summary>
    /// <param name="member">The member that has both.</param>
    /// <param name="attribute">The attribute at which it is reported, by its name in metadata.</param>
    /// <param name="other">The other one's name in metadata.</param>
    /// <param name="sink">Where to report.</param>
    public static void Report(ISymbol member, string attribute, string other, DiagnosticSink sink) => sink.Report(
        MemberRules.Contradiction, SupportedAttributes.Place(member.FindAttribute(attribute)!), BsonAttributes.Written(attribute), BsonAttributes.Written(other), member.Name);

    /// <summary>
    /// Reports attributes that give the form of the same values twice. MongoDB.Bson lets the one win that reflection has last, which keeps of the other what its serializer happens to keep.
    /// </summary>
    /// <returns>Whether there are some.</returns>
    public static bool ReportForms(ISymbol member, DiagnosticSink sink)
    {
        if (member.FindAttribute(BsonAttributes.Representation) is null)
            return false;
        string[] others = [.. FormsOfOneType.Where(attribute => member.FindAttribute(attribute) is not null)];
        foreach (string attribute in others)
            Report(member, attribute, BsonAttributes.Representation, sink);
        return others.Length > 0;
    }
}
