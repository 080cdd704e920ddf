namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Positional parameters with default values of every kind, and one without.</summary>
/// <param name="Name">Required: not nullable, no default.</param>
/// <param name="Count">int.</param>
/// <param name="Total">long.</param>
/// <param name="Ratio">double.</param>
/// <param name="Nothing">NaN.</param>
/// <param name="NegativeZero">-0.0.</param>
/// <param name="Price">decimal.</param>
/// <param name="Text">string.</param>
/// <param name="Kind">enum.</param>
/// <param name="Maybe">Nullable.</param>
/// <param name="MaybeKind">Nullable enum.</param>
/// <param name="On">bool.</param>
/// <param name="Absent">Null.</param>
/// <param name="Tiny">byte.</param>
/// <param name="Single">float.</param>
/// <param name="SingleNothing">NaN as a float.</param>
/// <param name="Letter">char.</param>
[SharedObject]
public sealed partial record Defaults(
    string Name,
    int Count = -5,
    long Total = long.MinValue,
    double Ratio = 1.5e300,
    double Nothing = double.NaN,
    double NegativeZero = -0.0,
    decimal Price = 12.50m,
    string Text = "a \"quoted\"\n\u0001text",
    Small Kind = Small.Most,
    int? Maybe = 7,
    Large? MaybeKind = Large.Most,
    bool On = true,
    string? Absent = null,
    byte Tiny = 255,
    float Single = 0.1f,
    float SingleNothing = float.NaN,
    char Letter = '\n');
