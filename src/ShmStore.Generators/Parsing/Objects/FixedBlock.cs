using System.Text;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>
/// Gives the fixed-width members their offsets: a fixed-width <c>_id</c> first, then in declared order. A member that would end beyond
/// what a block's 16-bit prefix length can express is left to the tail.
/// </summary>
internal static class FixedBlock
{
    private const int DocumentLength = 4;
    private const int MaxEnd = ushort.MaxValue;

    /// <summary>The members with their offsets, and the indexes of the fixed ones in document order.</summary>
    public static (List<MemberModel> Members, List<int> Order) Lay(List<MemberModel> members)
    {
        List<MemberModel> laid = [.. members];
        List<int> order = [];
        int end = DocumentLength;
        IEnumerable<int> candidates = Enumerable.Range(0, members.Count)
            .Where(index => members[index] is { Type.Fixed: not null, MayBeLeftOut: false })
            .OrderBy(index => members[index].ElementName == "_id" ? 0 : 1);
        foreach (int index in candidates)
        {
            MemberModel member = members[index] with { Offset = end + 1 + Encoding.UTF8.GetByteCount(members[index].ElementName) + 1 };
            if (member.End > MaxEnd)
                continue;
            laid[index] = member;
            order.Add(index);
            end = member.End;
        }

        return (laid, order);
    }
}
