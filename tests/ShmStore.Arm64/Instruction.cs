namespace ShmStore.Arm64;

/// <summary>One instruction of a listing.</summary>
/// <param name="Text">As printed, with single spaces.</param>
internal sealed record Instruction(string Text)
{
    private string Name => Text.Split(' ')[0];

    /// <summary>Loads memory, with or without acquire.</summary>
    public bool IsLoad => Name.StartsWith("ld", StringComparison.Ordinal);

    /// <summary>Loads with acquire semantics.</summary>
    public bool IsAcquire => Name is "ldar" or "ldarb" or "ldarh" or "ldapr" or "ldapur";

    /// <summary>Orders all loads before it against all accesses after it.</summary>
    public bool IsReadBarrier => Text is "dmb ishld" or "dmb ish";

    /// <summary>The register that is written first; empty for what writes none.</summary>
    public string Target => Name.StartsWith("st", StringComparison.Ordinal) || Name is "cmp" or "b" or "bl" or "dmb" || !Text.Contains(' ', StringComparison.Ordinal)
        ? ""
        : Wide(Text.Split(' ')[1].TrimEnd(','));

    /// <summary>The register that an address begins with; empty where there is no address.</summary>
    public string Base => Text.IndexOf('[', StringComparison.Ordinal) is var start and >= 0 ? Wide(Text[(start + 1)..].Split(',', ']')[0]) : "";

    /// <summary>Whether it computes a value from this register without going to memory.</summary>
    public bool ComputesFrom(string register) => Base.Length == 0 && Text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Skip(2).Any(operand => Wide(operand) == register);

    private static string Wide(string register) => register.StartsWith('w') ? $"x{register[1..]}" : register;
}
