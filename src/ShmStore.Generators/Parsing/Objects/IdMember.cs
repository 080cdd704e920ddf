namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Finds the member that is the document's <c>_id</c>, as MongoDB.Bson does.</summary>
internal static class IdMember
{
    private static readonly string[] Names = ["Id", "id", "_id"];

    /// <summary>The member marked <c>BsonId</c>, else the first one named Id, id or _id; null if there is none. None is in a type marked <c>BsonNoId</c>.</summary>
    public static MemberCandidate? Find(List<MemberCandidate> members)
    {
        members = members.FindAll(static member => member.Declared.ContainingType.FindAttribute(BsonAttributes.NoId) is null);
        MemberCandidate? marked = members.Find(static member => BsonAttributes.IsId(member.Declared));
        if (marked is not null)
            return marked;
        return Names.Select(name => members.Find(member => member.Symbol.Name == name)).FirstOrDefault(static member => member is not null);
    }
}
