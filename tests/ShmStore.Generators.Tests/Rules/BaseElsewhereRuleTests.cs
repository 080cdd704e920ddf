using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Rules;

/// <summary>Rules about members of base types in other assemblies, of which the compiler imports less than their own has: from the assembly itself and from its reference assembly.</summary>
public sealed class BaseElsewhereRuleTests
{
    private const string Unseen = "The member 'X' is stored but cannot be set when it is read back (it has no setter that can be seen from this assembly): give it a constructor parameter of the same name, or leave it out by a member of that name that is marked [BsonIgnore] and hides it";
    private const string Stored = "The member 'X' is stored but cannot be set when it is read back (the base type 'Base' stores it, and it has no setter that can be seen from this assembly): give it a constructor parameter of the same name, or leave it out by a member of that name that is marked [BsonIgnore] and hides it";
    private const string Hidden = "The member 'X' is stored but cannot be seen from this assembly (the base type 'Base' stores it): make it protected or public there, or leave it out by a member of that name that is marked [BsonIgnore] and hides it";
    private const string Unread = "The member 'X' is stored but cannot be read when it is written (its getter is private to the base type 'Base'): make it protected or public there, or leave it out by a member of that name that is marked [BsonIgnore] and hides it";

    private const string Computed = "The property 'X' of the base type 'Base' is not stored: it has no setter that can be seen from this assembly. A constructor parameter of the same name stores it";

    [Theory]
    [InlineData("[SharedObject] public partial class Base { public int X { get; private set; } }", "SHM0024", Unseen)]
    [InlineData("[SharedObject] public partial class Base { [BsonConstructor] public Base(int x) => X = x; protected Base() { } public int X { get; } }", "SHM0024", Unseen)]
    [InlineData("[SharedObject] public partial class Base { public int X { private get; set; } }", "SHM0024", Unread)]
    [InlineData("[SharedObject] public partial class Base { public int X { get => _x; private set => _x = value; } private int _x; }", "SHM0024", Stored)]
    [InlineData("[SharedObject] public partial class Base { [BsonElement] private int X { get; set; } }", "SHM0024", Hidden)]
    [InlineData("[SharedObject] public partial class Base { [BsonElement] private int X; public int Y() => X; public void Z() => X = 1; }", "SHM0024", Hidden)]
    [InlineData("[SharedObject] public partial class Base { [BsonElement] internal int X { get; set; } }", "SHM0024", Hidden)]
    [InlineData("[SharedObject(KnownTypes = [typeof(Other)])] public abstract partial class Base { public int X { get; private set; } } [SharedObject] public partial class Other : Base { public Other(int x) { } }", "SHM0024", Unseen)]
    [InlineData("public class Base { public int X { get; private set; } }", "SHM0024", Unseen)]
    [InlineData("public class Base { public int X { get; } }", "SHM0024", Unseen)]
    [InlineData("public class Base { public int X { get => _x; private set => _x = value; } private int _x; }", "SHM0028", Computed)]
    [InlineData("[SharedObject] public partial class Base { public int X => 5; }", "SHM0028", Computed)]
    public async Task What_would_be_lost(string library, string id, string message)
    {
        foreach (MetadataReference reference in Build(library))
        {
            Diagnostic found = Assert.Single(await AnalyzerHarness.AnalyzeAsync(TestCompilation.Create(["using ShmStore; [SharedObject] public partial class A : Base;"], reference)));
            Assert.Equal((id, message), (found.Id, found.GetMessage(null)));
            Assert.Equal("A", found.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(found.Location.SourceSpan));
        }
    }

    [Theory]
    [InlineData("public int X { get; set; } protected int Z;", "class A : Base;")]
    [InlineData("[BsonElement] protected int X { get; set; } public int Y { get; protected set; }", "class A : Base;")]
    [InlineData("[BsonIgnore] public int X { get; private set; } private int Y { get; set; } public int this[int index] { set { } }", "class A : Base;")]
    [InlineData("[BsonConstructor] public Base(int x) => X = x; protected Base() { } public virtual int X { get; }", "class A : Base { public override int X { get; } public A(int x) => X = x; }")]
    [InlineData("[BsonConstructor] public Base(int x) => X = x; protected Base() { } public virtual int X { get; }", "class A : Base { public override int X => 5; }")]
    [InlineData("public int X { get; private set; } protected void Put(int x) => X = x;", "class A : Base { public A(int x) => Put(x); }")]
    [InlineData("public int X { get => field; private set => field = value; } protected void Put(int x) => X = x;", "class A : Base { public A(int x) => Put(x); }")]
    [InlineData("public int X { get; private set; }", "class A : Base { [BsonIgnore] public new int X => base.X; }")]
    [InlineData("public int X { get; private set; }", "class Middle : Base { [BsonIgnore] public new int X => base.X; } [SharedObject] internal partial class A : Middle;")]
    [InlineData("public int X { get; set; }", "class A : Base { [BsonIgnore] public new int X => base.X; }")]
    [InlineData("public int X { get => field; private set => field = value; }", "class A : Base { [BsonIgnore] public new int X => base.X; }")]
    [InlineData("public int X { private get; set; }", "class A : Base { [BsonIgnore] public new int X => 5; }")]
    [InlineData("[BsonElement] private int X { get; set; }", "class A : Base { [BsonIgnore] public int X => 5; }")]
    public async Task What_is_not_lost_or_on_purpose(string members, string type)
    {
        foreach (MetadataReference reference in Build($"[SharedObject] public partial class Base {{ {members} }}"))
        {
            var compilation = TestCompilation.Create([$"using MongoDB.Bson.Serialization.Attributes; using ShmStore; [SharedObject] internal partial {type}"], reference);
            Assert.Empty(await AnalyzerHarness.AnalyzeAsync(compilation));
            GeneratorHarness.Run(compilation).AssertCompiles();
        }
    }

    [Fact]
    public async Task An_abstract_type_has_what_its_types_can_store()
    {
        foreach (MetadataReference reference in Build("public class Base { public int X { get; private set; } public int Y { private get; set; } protected void Put(int x) => X = x; }"))
        {
            var compilation = TestCompilation.Create(
                ["using MongoDB.Bson.Serialization.Attributes; using ShmStore; [SharedObject(KnownTypes = [typeof(B)])] internal abstract partial class A : Base { [BsonIgnore] public new int Y { get; set; } } [SharedObject] internal partial class B : A { public B(int x) => Put(x); }"], reference);
            Assert.Empty(await AnalyzerHarness.AnalyzeAsync(compilation));
            Assert.Contains("public int X =>", GeneratorHarness.Run(compilation).AssertCompiles().Text("A.g.cs"), StringComparison.Ordinal);
        }
    }

    // The assembly, and what compilers are given of it.
    private static IEnumerable<MetadataReference> Build(string library)
    {
        GeneratorRun run = GeneratorHarness.Run($"#pragma warning disable CS1591\nusing MongoDB.Bson.Serialization.Attributes; using ShmStore; {library}").AssertCompiles();
        foreach (EmitOptions options in new EmitOptions[] { new(), new(metadataOnly: true, includePrivateMembers: false) })
        {
            using MemoryStream image = new();
            Assert.True(run.After.Emit(image, options: options, cancellationToken: TestContext.Current.CancellationToken).Success);
            yield return MetadataReference.CreateFromImage(image.ToArray());
        }
    }
}
