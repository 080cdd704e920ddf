using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>What is emitted for single members, as consumers use it.</summary>
public sealed class MemberAccessTests
{
    [Fact]
    public void An_obsolete_member_is_obsolete_on_entry_and_view()
    {
        GeneratorRun run = GeneratorHarness.Run("""
            using System;
            using ShmStore;
            [SharedObject]
            internal partial class Account
            {
                [Obsolete("gone")]
                public int Old { get; set; }
            }
            internal static class User
            {
                public static int A(SharedEntry<Account> entry) => entry.Old;
                public static int B(SharedEntry<Account> entry) => entry.Read(static view => view.Old);
            }
            """);
        Assert.Equal(["CS0618", "CS0618"], run.CompilerDiagnostics.Select(static diagnostic => diagnostic.Id));
    }

    [Fact]
    public void Setters_leave_the_names_of_the_methods_of_writers_to_them() => GeneratorHarness.Run("""
        using ShmStore;
        [SharedObject]
        internal partial class Account
        {
            public int Many { get; set; }
            public int Raw { get; set; }
            public int Limits { get; set; }
        }
        [SharedStore]
        internal partial class Market
        {
            public partial SharedEntry<Account> Primary { get; }
            public partial SharedMap<string, Account> Accounts { get; }
        }
        internal static class User
        {
            public static void Change(Market.Writer writer)
            {
                writer.Primary.SetMany(1);
                writer.Primary.SetRaw([]);
                writer.Primary.SetLimits(1);
                writer.Accounts.SetMany([]);
                writer.Accounts.SetRaw("key", []);
                writer.Accounts.SetLimits("key", 1);
            }
        }
        """).AssertCompiles();
}
