namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Members whose initializers stand where the document has no element.</summary>
[SharedObject]
public partial class InitialValues
{
    private int _backed = 5;

    /// <summary>Init-only, fixed.</summary>
    public int InitOnly { get; init; } = 1;

    /// <summary>Init-only, tail.</summary>
    public string InitOnlyText { get; init; } = "initial";

    /// <summary>Settable.</summary>
    public long Settable { get; set; } = 3;

    /// <summary>Private setter.</summary>
    public string PrivatelySet { get; private set; } = "private";

    /// <summary>A property with a body.</summary>
    public int Backed
    {
        get => _backed;
        set => _backed = value;
    }

    /// <summary>A field.</summary>
    public double Field = 6.5;

    /// <summary>Without initializer.</summary>
    public int Plain { get; init; }

    /// <summary>Sets what nobody else may.</summary>
    public void SetPrivate(string value) => PrivatelySet = value;
}
