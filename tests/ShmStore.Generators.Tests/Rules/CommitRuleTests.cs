using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Rules;

/// <summary>Rules about code that uses commits.</summary>
public sealed class CommitRuleTests
{
    private const string Begin = "{|SHM0037:w.BeginCommit()|}";

    [Theory]
    [InlineData($"void M(Bank.Writer w) {{ {Begin}; w.A.SetN(1); }}")]
    [InlineData($"void M(Bank.Writer w) {{ _ = {Begin}; w.A.SetN(1); }}")]
    [InlineData($"void M(Bank.Writer w) {{ var commit = {Begin}; w.A.SetN(1); commit.Complete(); }}")]
    [InlineData($"void M(Bank.Writer w) {{ StoreCommit commit; commit = {Begin}; w.A.SetN(1); commit.Complete(); }}")]
    [InlineData($"void M(Bank.Writer w) {{ StoreCommit commit = {Begin}; w.A.SetN(1); }}")]
    [InlineData($"void M(Bank.Writer w) {{ if (w.A.N > 0) {{ var commit = {Begin}; long version = commit.Complete(); }} }}")]
    [InlineData("void M(Bank.Writer? w) { w?{|SHM0037:.BeginCommit()|}; }")]
    [InlineData("void M(Bank.Writer? w) { System.Action begin = () => w?{|SHM0037:.BeginCommit()|}; begin(); }")]
    [InlineData("void M(bool b, Bank.Writer w, Bank.Writer v) { var c = b ? {|SHM0037:w.BeginCommit()|} : {|SHM0037:v.BeginCommit()|}; c.Complete(); }")]
    [InlineData("void M(bool b, Bank.Writer w, Bank.Writer v) { StoreCommit c; c = b ? {|SHM0037:w.BeginCommit()|} : {|SHM0037:v.BeginCommit()|}; c.Complete(); }")]
    [InlineData($"void M(Bank.Writer w) {{ {Begin}.Complete(); }}")]
    public Task SHM0037_nothing_disposes_it(string method) => AnalyzerHarness.ExpectAsync(SourceOf(method));

    [Theory]
    [InlineData("void M(Bank.Writer w) { using var commit = w.BeginCommit(); commit.Complete(); }")]
    [InlineData("void M(Bank.Writer w) { using (var commit = w.BeginCommit()) { commit.Complete(); } }")]
    [InlineData("void M(Bank.Writer w) { using (w.BeginCommit()) { w.A.SetN(1); } }")]
    [InlineData("void M(Bank.Writer w) { var commit = w.BeginCommit(); try { commit.Complete(); } finally { commit.Dispose(); } }")]
    [InlineData("void M(Bank.Writer w) { var commit = w.BeginCommit(); using (commit) { commit.Complete(); } }")]
    [InlineData("void M(Bank.Writer w) { StoreCommit commit = w.BeginCommit(); N(commit); } static void N(StoreCommit commit) => commit.Dispose();")]
    [InlineData("void M(Bank.Writer w) { N(w.BeginCommit()); } static void N(StoreCommit commit) => commit.Dispose();")]
    [InlineData("StoreCommit M(Bank.Writer w) => w.BeginCommit();")]
    [InlineData("StoreCommit M(Bank.Writer w) { var commit = w.BeginCommit(); return commit; }")]
    [InlineData("void BeginCommit() { } void M() { BeginCommit(); }")]
    [InlineData("void M(Bank.Writer w) { StoreCommit commit; using (commit = w.BeginCommit()) { commit.Complete(); } }")]
    [InlineData("void M(Bank.Writer w) { StoreCommit commit; N(commit = w.BeginCommit()); commit.Complete(); } static void N(StoreCommit commit) => commit.Dispose();")]
    [InlineData("StoreCommit M(Bank.Writer w) { StoreCommit commit; return commit = w.BeginCommit(); }")]
    public Task SHM0037_somebody_disposes_it(string method) => AnalyzerHarness.ExpectAsync(SourceOf(method));

    private static string SourceOf(string method) => $$"""
        using ShmStore;
        [SharedStore]
        internal partial class Bank
        {
            public partial SharedEntry<Account> A { get; }
        }
        [SharedObject]
        internal sealed partial record Account(int N);
        internal sealed class User
        {
            {{method}}
        }
        """;
}
