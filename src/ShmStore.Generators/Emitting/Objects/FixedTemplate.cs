using System.Text;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>The bytes of an object's fixed block with all values zero, and which of them are constant.</summary>
internal static class FixedTemplate
{
    /// <summary>The two arrays, equally long: 0xFF in the mask marks a constant byte.</summary>
    public static (List<byte> Template, List<byte> Mask) Of(ObjectModel model)
    {
        List<byte> template = [0, 0, 0, 0];
        List<byte> mask = [0, 0, 0, 0];
        foreach (MemberModel member in model.FixedMembers)
        {
            FixedType type = member.Type.Fixed!;
            template.Add((byte)type.ElementType);
            template.AddRange(Encoding.UTF8.GetBytes(member.ElementName));
            template.Add(0);
            template.AddRange(type.Header);
            mask.AddRange(Enumerable.Repeat((byte)0xFF, template.Count - mask.Count));
            template.AddRange(Enumerable.Repeat((byte)0, type.Width - type.Header.Count));
            mask.AddRange(Enumerable.Repeat((byte)0, template.Count - mask.Count));
        }

        return (template, mask);
    }
}
