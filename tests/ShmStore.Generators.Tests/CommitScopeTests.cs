using Microsoft.CodeAnalysis;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>A commit belongs to its thread, which the compiler sees to: what could bring it to another one does not compile.</summary>
public sealed class CommitScopeTests
{
    private const string Schema = """
        using ShmStore;
        [SharedStore]
        internal partial class Bank
        {
            public partial SharedEntry<Account> A { get; }
            public partial SharedEntry<Account> B { get; }
        }
        [SharedObject]
        internal sealed partial record Account(int N);
        """;

    [Theory]
    [InlineData("await before its end", """
        async Task M(Bank.Writer w)
        {
            using var commit = w.BeginCommit();
            w.A.SetN(-5);
            await Task.Delay(10);
            w.B.SetN(5);
            commit.Complete();
        }
        """, "CS4007")]
    [InlineData("await within using", "async Task M(Bank.Writer w) { using (w.BeginCommit()) { await Task.Yield(); } }", "CS4007")]
    [InlineData("await within using with a name", "async Task M(Bank.Writer w) { using (var commit = w.BeginCommit()) { await Task.Yield(); commit.Complete(); } }", "CS4007")]
    [InlineData("await foreach within using", "async Task M(Bank.Writer w, IAsyncEnumerable<int> all) { using var commit = w.BeginCommit(); await foreach (int n in all) { w.A.SetN(n); } }", "CS4007")]
    [InlineData("yield before its end", "IEnumerable<int> M(Bank.Writer w) { using var commit = w.BeginCommit(); yield return 1; commit.Complete(); }", "CS4007")]
    [InlineData("lambda", "Action M(Bank.Writer w) { using var commit = w.BeginCommit(); return () => commit.Complete(); }", "CS8175")]
    [InlineData("method as a delegate", "Action M(Bank.Writer w) { using var commit = w.BeginCommit(); return commit.Dispose; }", "CS0123")]
    [InlineData("callback of Update", "void M(Bank.Writer w) { using var commit = w.BeginCommit(); w.A.Update(old => { commit.Complete(); return old; }); }", "CS8175")]
    [InlineData("field", "StoreCommit Commit { get; set; }", "CS8345")]
    [InlineData("box", "object M(Bank.Writer w) => w.BeginCommit();", "CS0029")]
    [InlineData("list", "List<StoreCommit>? M() => null;", "CS9244")]
    [InlineData("await within one that begins in time or not at all", "async Task M(Bank.Writer w) { if (w.TryBeginCommit(default, out var commit)) { using (commit) { await Task.Yield(); } } }", "CS4007")]
    [InlineData("argument of an async method", "async Task M(StoreCommit commit) { await Task.Yield(); commit.Complete(); }", "CS4012")]
    public void It_cannot_leave_its_thread(string way, string member, string id)
    {
        Assert.NotEmpty(way);
        IReadOnlyList<Diagnostic> errors = GeneratorHarness.Run(Schema, User(member)).EmitDiagnostics;

        // One for each use that comes too late.
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Equal((id, "Source1.cs"), (error.Id, error.Location.SourceTree!.FilePath)));
    }

    [Theory]
    [InlineData("using declaration", "long M(Bank.Writer w) { using var commit = w.BeginCommit(); w.A.SetN(-5); w.B.SetN(5); return commit.Complete(); }")]
    [InlineData("using statement", "void M(Bank.Writer w) { using (var commit = w.BeginCommit()) { w.A.SetN(-5); commit.Complete(); } }")]
    [InlineData("in time or not at all", "async Task M(Bank.Writer w) { await Task.Yield(); if (w.TryBeginCommit(default, out var commit)) { using (commit) { w.A.SetN(-5); commit.Complete(); } } }")]
    [InlineData("given up", "void M(Bank.Writer w) { using (w.BeginCommit()) { w.A.SetN(-5); } }")]
    [InlineData("passed on", "void M(Bank.Writer w) { using var commit = w.BeginCommit(); N(commit); } static void N(StoreCommit commit) => commit.Complete();")]
    [InlineData("async method, await outside", """
        async Task M(Bank.Writer w)
        {
            await Task.Delay(10);
            using (var commit = w.BeginCommit())
            {
                w.A.SetN(-5);
                w.B.SetN(5);
                commit.Complete();
            }

            await Task.Delay(10);
        }
        """)]
    [InlineData("async method, using declaration in a block", "async Task M(Bank.Writer w) { for (int i = 0; i < 2; i++) { { using var commit = w.BeginCommit(); w.A.SetN(i); commit.Complete(); } await Task.Yield(); } }")]
    public void It_is_used_as_before(string way, string member)
    {
        Assert.NotEmpty(way);
        GeneratorHarness.Run(Schema, User(member)).AssertCompiles();
    }

    private static string User(string member) => $$"""
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using ShmStore;
        internal static class User
        {
            public static {{member}}
        }
        """;
}
