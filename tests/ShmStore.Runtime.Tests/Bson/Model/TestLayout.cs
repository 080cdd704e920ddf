using System.Text;
using ShmStore.Bson;

namespace ShmStore.Tests.Bson.Model;

/// <summary>Builds at run time what the generator emits as constants: template, mask and offsets of a fixed prefix.</summary>
internal sealed class TestLayout
{
    private readonly List<byte> _template = [0, 0, 0, 0];
    private readonly List<byte> _mask = [0, 0, 0, 0];

    public byte[] Template => [.. _template];

    public byte[] Mask => [.. _mask];

    public int Add(ElementType type, string name, int width)
    {
        byte[] head = [(byte)type, .. Encoding.UTF8.GetBytes(name), 0];
        _template.AddRange(head);
        _mask.AddRange(Enumerable.Repeat((byte)0xFF, head.Length));
        int offset = _template.Count;
        _template.AddRange(new byte[width]);
        _mask.AddRange(new byte[width]);
        if (type == ElementType.Binary)
        {
            _template[offset] = 16;
            _template[offset + 4] = 4;
            for (int i = 0; i < 5; i++)
                _mask[offset + i] = 0xFF;
        }
        return offset;
    }
}
