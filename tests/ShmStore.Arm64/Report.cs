namespace ShmStore.Arm64;

/// <summary>Prints each method with what was found in it.</summary>
internal static class Report
{
    /// <summary>Checks all listings.</summary>
    /// <returns>0 if everything is there that must be, and every control lacks what it must lack.</returns>
    public static int Print(IReadOnlyList<Listing> listings)
    {
        int failures = Expectations.Product.Count(expectation => !IsAsExpected(listings, expectation, present: true))
            + Expectations.Controls.Count(expectation => !IsAsExpected(listings, expectation, present: false));
        Console.WriteLine(failures == 0
            ? $"arm64: the barriers of {Expectations.Product.Count} methods are there; {Expectations.Controls.Count} controls without theirs were reported."
            : $"arm64: {failures} methods are not as they must be.");
        return failures == 0 ? 0 : 1;
    }

    private static bool IsAsExpected(IReadOnlyList<Listing> listings, Expectation expectation, bool present)
    {
        Listing[] methods = [.. listings.Where(listing => listing.Method.Contains(expectation.Method, StringComparison.Ordinal))];
        bool all = methods.Length > 0;
        if (!all)
        {
            Console.WriteLine($"FAILED   {expectation.Method.TrimEnd('(')}: there is no listing of it");
        }

        foreach (Listing method in methods)
        {
            (bool found, string what) = expectation.Check(method);
            all &= found == present;
            Console.WriteLine($"{(found == present ? (present ? "ok      " : "reported") : "FAILED  ")} {expectation.Method.TrimEnd('(')}: {(found ? what : $"missing: {what}")}");
        }

        return all;
    }
}
