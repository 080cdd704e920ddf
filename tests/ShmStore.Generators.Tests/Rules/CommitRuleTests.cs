using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Rules;

/// <summary>Rules about code that uses commits.</summary>
public sealed class CommitRuleTests
{
    private const string Begin = "{|SHM0037:w.BeginCommit()|}";
    private const string OfBegin = "Nothing ends this commit if it is not completed, and until then whoever writes waits: begin it by 'using var commit = …BeginCommit()'";
    private const string OfTryBegin = "Nothing ends this commit if it is not completed, and until then whoever writes waits: put it into 'using (commit)'";

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
    [InlineData("void M(int i, Bank.Writer w, Bank.Writer v) { var c = i switch { 1 => {|SHM0037:w.BeginCommit()|}, _ => {|SHM0037:v.BeginCommit()|} }; c.Complete(); }")]
    [InlineData("void M(int i, Bank.Writer w) { StoreCommit c; c = i switch { 1 => {|SHM0037:w.BeginCommit()|}, _ => throw new System.Exception() }; c.Complete(); }")]
    [InlineData("void M(int i, Bank.Writer w) { (i switch { 1 => {|SHM0037:w.BeginCommit()|}, _ => default }).Complete(); }")]
    [InlineData($"void M(Bank.Writer w) {{ var c = {Begin}; var d = c; d.Complete(); }}")]
    [InlineData($"void M(Bank.Writer w) {{ var c = {Begin}; StoreCommit d; d = c; d.Complete(); c.Complete(); }}")]
    [InlineData($"void M(Bank.Writer w) {{ var c = {Begin}; var d = c; c = d; _ = d; d.Complete(); }}")]
    [InlineData($"void M(Bank.Writer w) {{ var c = {Begin}; c.Complete(); c = default; }}")]
    [InlineData("void M(bool b, Bank.Writer w, Bank.Writer v) { var c = {|SHM0037:w.BeginCommit()|}; var d = {|SHM0037:v.BeginCommit()|}; var e = b ? c : d; e.Complete(); }")]
    public Task SHM0037_nothing_disposes_it(string method) => AnalyzerHarness.ExpectAsync(SourceOf(method));

    [Theory]
    [InlineData("void M(Bank.Writer w) { if ({|SHM0037:w.TryBeginCommit(default, out var commit)|}) { w.A.SetN(1); commit.Complete(); } }")]
    [InlineData("void M(Bank.Writer w) { if (!{|SHM0037:w.TryBeginCommit(default, out StoreCommit commit)|}) return; w.A.SetN(1); commit.Complete(); }")]
    [InlineData("void M(Bank.Writer w) { StoreCommit commit; while (!{|SHM0037:w.TryBeginCommit(default, out commit)|}) { } w.A.SetN(1); commit.Complete(); }")]
    [InlineData("void M(Bank.Writer w) { {|SHM0037:w.TryBeginCommit(default, out var commit)|}; w.A.SetN(1); }")]
    [InlineData("void M(Bank.Writer w) { if ({|SHM0037:w.TryBeginCommit(commit: out _, timeout: default)|}) w.A.SetN(1); }")]
    [InlineData("void M(Bank.Writer w) { if ({|SHM0037:w.TryBeginCommit(default, out var _)|}) w.A.SetN(1); }")]
    [InlineData("void M(Bank.Writer w) { if ({|SHM0037:w.TryBeginCommit(default, out var commit)|}) { var copy = commit; copy.Complete(); } }")]
    [InlineData("void M(Bank.Writer? w) { StoreCommit commit = default; if (w?{|SHM0037:.TryBeginCommit(default, out commit)|} == true) commit.Complete(); }")]
    public Task SHM0037_nothing_disposes_the_one_that_begins_in_time(string method) => AnalyzerHarness.ExpectAsync(SourceOf(method), OfTryBegin);

    [Fact]
    public Task SHM0037_says_how_to_begin_it() => AnalyzerHarness.ExpectAsync(SourceOf($"void M(Bank.Writer w) {{ {Begin}; }}"), OfBegin);

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
    [InlineData("void M(int i, Bank.Writer w) { using var c = i switch { 1 => w.BeginCommit(), _ => default }; c.Complete(); }")]
    [InlineData("StoreCommit M(int i, Bank.Writer w) => i switch { 1 => w.BeginCommit(), _ => default };")]
    [InlineData("void M(Bank.Writer w) { var c = w.BeginCommit(); var d = c; d.Dispose(); }")]
    [InlineData("void M(Bank.Writer w) { var c = w.BeginCommit(); using var d = c; d.Complete(); }")]
    [InlineData("void M(Bank.Writer w) { var c = w.BeginCommit(); var d = c; var e = d; using (e) { c.Complete(); } }")]
    [InlineData("StoreCommit M(Bank.Writer w) { var c = w.BeginCommit(); var d = c; c.Complete(); return d; }")]
    [InlineData("void M(Bank.Writer w) { StoreCommit d; using (d = w.BeginCommit()) { var c = d; c.Complete(); } }")]
    [InlineData("void M(Bank.Writer w) { if (w.TryBeginCommit(default, out var commit)) { using (commit) { w.A.SetN(1); commit.Complete(); } } }")]
    [InlineData("void M(Bank.Writer w) { if (!w.TryBeginCommit(default, out StoreCommit begun)) return; using var commit = begun; w.A.SetN(1); commit.Complete(); }")]
    [InlineData("void M(Bank.Writer w) { StoreCommit commit; while (!w.TryBeginCommit(default, out commit)) { } try { commit.Complete(); } finally { commit.Dispose(); } }")]
    [InlineData("void M(Bank.Writer w) { w.TryBeginCommit(default, out var commit); N(commit); } static void N(StoreCommit commit) => commit.Dispose();")]
    [InlineData("bool M(Bank.Writer w, out StoreCommit commit) => w.TryBeginCommit(default, out commit);")]
    [InlineData("void M(Bank.Writer w, out StoreCommit given) { var commit = w.BeginCommit(); given = commit; }")]
    [InlineData("class Mine { public struct StoreCommit; public StoreCommit BeginCommit() => default; } void M(Mine mine) { mine.BeginCommit(); }")]
    [InlineData("bool TryBeginCommit(out int commit) { commit = 1; return true; } void M() { TryBeginCommit(out _); }")]
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
