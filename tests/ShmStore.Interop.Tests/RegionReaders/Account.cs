namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>Members of fixed width, others, and one of several types.</summary>
[SharedObject]
public sealed partial record Account
{
    public required string Name { get; init; }

    public long Delta { get; init; }

    public int Rank { get; init; }

    public double Ratio { get; init; }

    public Guid Token { get; init; }

    public DateTime Opened { get; init; }

    public List<string> Tags { get; init; } = [];

    public string? Note { get; init; }

    public Shape? Shape { get; init; }

    /// <summary>An account that a number decides, from 0 on.</summary>
    public static Account Of(int number) => new()
    {
        Name = $"account {number}" + new string('é', number % 29),
        Delta = number,
        Rank = number * 3,
        Ratio = number / 8.0,
        Token = new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        Opened = DateTime.UnixEpoch.AddMilliseconds(number),
        Tags = [.. Enumerable.Range(0, number % 5).Select(static i => $"tag {i}")],
        Note = number % 3 == 0 ? null : "note",
        Shape = (number % 3) switch { 0 => null, 1 => new Circle { Radius = number }, _ => new Square { Side = number } },
    };
}
