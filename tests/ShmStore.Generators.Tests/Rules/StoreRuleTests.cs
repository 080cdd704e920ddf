using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Rules;

/// <summary>Rules about stores: where they are reported and in what words.</summary>
public sealed class StoreRuleTests
{
    private const string Head = """
        using ShmStore;
        [SharedObject]
        public sealed partial record Account(long Delta);

        """;

    [Fact]
    public Task SHM0001_not_partial() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedStore] public class {|SHM0001:Market|} { public SharedAtomic<int> {|SHM0003:A|} { get; } }");

    [Fact]
    public Task SHM0001_enclosing_type_not_partial() => AnalyzerHarness.ExpectAsync(
        Head + "public class {|SHM0001:Outer|} { [SharedStore] public partial class Market { public partial SharedAtomic<int> A { get; } } }",
        "'Outer' must be partial so that the store 'Market' can be generated");

    [Theory]
    [InlineData("partial record {|SHM0002:S|}", "must be a class: a struct or record would be copied")]
    [InlineData("static partial class {|SHM0002:S|}", "must not be static: each instance is one attachment")]
    [InlineData("abstract partial class {|SHM0002:S|}", "must not be abstract: Open creates it")]
    [InlineData("partial class {|SHM0002:S|}<T>", "must not be generic, nor inside a generic type: its schema must be one")]
    [InlineData("partial class {|SHM0002:S|} : System.IO.MemoryStream", "must not have the base class 'MemoryStream': the generated part derives it from SharedStore")]
    [InlineData("partial class {|SHM0002:S|}()", "must not declare a constructor: it is created by Open, CreateWriter and OpenContributor")]
    [InlineData("file partial class {|SHM0002:S|}", "must not be file-local, nor in a type that is: its other part would be in another file")]
    [InlineData("[SharedObject] partial class {|SHM0002:S|}", "must not be a shared object too: objects are stored in it")]
    public Task SHM0002_shape(string declaration, string problem) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedStore] {declaration} {{ }}", $"The store 'S' {problem}");

    [Fact]
    public Task SHM0002_interface() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedStore] partial interface {|SHM0002:S|} { }", "The store 'S' must be a class: Open creates it, and cannot create an interface");

    [Fact]
    public Task SHM0002_name_of_a_nested_type() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedStore] partial class {|SHM0002:Writer|} { public partial SharedAtomic<int> A { get; } }",
        "The store 'Writer' has the name of a type that is generated inside it: rename it");

    [Theory]
    [InlineData("public SharedEntry<Account> {|SHM0003:A|} { get; }", "must be partial so that its getter can be generated")]
    [InlineData("public static partial SharedEntry<Account> {|SHM0003:A|} { get; }", "must not be static")]
    [InlineData("public partial SharedEntry<Account> {|SHM0003:A|} { get; set; }", "must not have a setter: what lies under it is set through the writer")]
    [InlineData("public partial SharedEntry<Account> {|SHM0003:A|} { get; init; }", "must not have a setter: what lies under it is set through the writer")]
    [InlineData("public virtual partial SharedEntry<Account> {|SHM0003:A|} { get; }", "must have no modifiers but its accessibility and partial")]
    [InlineData("public new partial SharedEntry<Account> {|SHM0003:A|} { get; }", "must have no modifiers but its accessibility and partial")]
    [InlineData("protected partial SharedEntry<Account> {|SHM0003:A|} { get; }", "must be public or internal: its writer has the same property")]
    [InlineData("partial SharedEntry<Account> {|SHM0003:A|} { get; }", "must be public or internal: its writer has the same property")]
    [InlineData("public partial SharedEntry<Account>? {|SHM0003:A|} { get; }", "must not be of a nullable type: a key is always there, what lies under it may not be")]
    public Task SHM0003_key_shape(string property, string problem) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedStore] public partial class S {{ {property} }}", $"The key 'A' {problem}");

    [Fact]
    public Task SHM0003_not_for_properties_with_a_body() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedStore] public partial class S { public partial SharedEntry<Account> A { get; } public SharedEntry<Account> Alias => A; public SharedEntry<Account> Other { get { return A; } } public int Count { get; set; } }");

    [Theory]
    [InlineData("string", "")]
    [InlineData("Account", ". Did you mean SharedEntry<Account>?")]
    [InlineData("int", ". Did you mean SharedAtomic<int>?")]
    [InlineData("ShmStore.SharedEntryWriter<Account>", "")]
    [InlineData("MongoDB.Bson.BsonDocument", ". Did you mean SharedDocument?")]
    [InlineData("System.Collections.Generic.Dictionary<string, Account>", ". Did you mean SharedMap<string, Account>?")]
    [InlineData("System.Collections.Concurrent.ConcurrentDictionary<byte[], Account>", ". Did you mean SharedMap<byte[], Account>?")]
    [InlineData("System.Collections.Generic.IReadOnlyDictionary<long, MongoDB.Bson.BsonDocument>", ". Did you mean SharedDocumentMap<long>?")]
    [InlineData("System.Collections.Generic.Dictionary<string, int>", "")]
    [InlineData("System.Collections.Generic.Dictionary<double, Account>", "")]
    public Task SHM0004_key_type(string type, string hint) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedStore] public partial class S {{ public partial {type} {{|SHM0004:A|}} {{ get; }} }}",
        $"The key 'A' is of type '{type}', which is no shared type: use SharedEntry<T>, SharedMap<TKey, TValue>, SharedAtomic<T>, SharedDocument or SharedDocumentMap<TKey>{hint}");

    [Theory]
    [InlineData("int", "use SharedAtomic<int>, or put the value into a shared object")]
    [InlineData("string", "put the value into a class, record or struct of your own marked [SharedObject]")]
    [InlineData("Plain", "mark 'Plain' [SharedObject] and make it partial")]
    [InlineData("Account?", "remove the '?', an entry without a value says so itself")]
    [InlineData("MongoDB.Bson.BsonDocument", "use SharedDocument")]
    public Task SHM0005_not_a_shared_object(string type, string hint) => AnalyzerHarness.ExpectAsync(
        $"{Head}public class Plain; [SharedStore] public partial class S {{ public partial SharedEntry<{type}> {{|SHM0005:A|}} {{ get; }} }}",
        $"The key 'A' holds '{type}', which is not a shared object: {hint}");

    [Theory]
    [InlineData("int", "put the value into a class, record or struct of your own marked [SharedObject]")]
    [InlineData("Plain", "mark 'Plain' [SharedObject] and make it partial")]
    [InlineData("IPlain", "an interface can be a member's type, an entry needs a class: an abstract one with [BsonKnownTypes], or one that holds the member")]
    [InlineData("Account?", "remove the '?', a key without a value is not in the map")]
    [InlineData("MongoDB.Bson.BsonDocument", "use SharedDocumentMap<string>")]
    public Task SHM0005_not_a_shared_object_in_a_map(string type, string hint) => AnalyzerHarness.ExpectAsync(
        $"{Head}public class Plain; public interface IPlain; [SharedStore] public partial class S {{ public partial SharedMap<string, {type}> {{|SHM0005:A|}} {{ get; }} }}",
        $"The key 'A' holds '{type}', which is not a shared object: {hint}");

    [Fact]
    public Task SHM0006_atomic_type() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedStore] public partial class S { public partial SharedAtomic<decimal> {|SHM0006:A|} { get; } }",
        "The key 'A' is an atomic of 'decimal': only int, long, double and bool are supported");

    [Fact]
    public Task SHM0007_duplicate_key() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedStore] public partial class S { public partial SharedAtomic<int> A { get; } [SharedKey(\"A\")] public partial SharedAtomic<int> {|SHM0007:B|} { get; } }",
        "The key 'B' has the name \"A\" that the key 'A' has already");

    [Theory]
    [InlineData("\"\"", "is empty")]
    [InlineData("\"a\\0b\"", "has a NUL at position 1: BSON names end at the first NUL")]
    [InlineData("\"ab\\uD800\"", "has half a surrogate pair at position 2, which UTF-8 cannot represent")]
    [InlineData("null!", "is null")]
    public Task SHM0008_key_name(string name, string problem) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedStore] public partial class S {{ [SharedKey({name})] public partial SharedAtomic<int> {{|SHM0008:A|}} {{ get; }} }}",
        $"The name of the key 'A' {problem}");

    [Theory]
    [InlineData("Writer")]
    [InlineData("Key")]
    [InlineData("OpenReader")]
    [InlineData("Snapshot")]
    [InlineData("CreateSealedWriter")]
    [InlineData("value__")]
    [InlineData("BeginCommit")]
    [InlineData("Version")]
    [InlineData("Dispose")]
    [InlineData("GetHashCode")]
    [InlineData("Flush")]
    public Task SHM0009_reserved_key_name(string name) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedStore] public partial class S {{ public partial SharedAtomic<int> {{|SHM0009:{name}|}} {{ get; }} }}",
        $"A key cannot be called '{name}': the generated store has a member of that name. Rename the property; [SharedKey] keeps the name in the schema");

    [Fact]
    public Task SHM0010_no_keys() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedStore] public partial class {|SHM0010:S|};",
        "The store 'S' has no keys: add a partial property such as 'public partial SharedEntry<T> Name { get; }'");

    [Fact]
    public Task SHM0011_forgotten_attribute() => AnalyzerHarness.ExpectAsync(
        Head + "public partial class S { public partial SharedEntry<Account> {|SHM0011:A|} { get; } public partial SharedAtomic<int> B { get; } }",
        "'S' has the partial key 'A' but is not marked [SharedStore], so nothing is generated for it");

    [Fact]
    public Task SHM0011_not_for_a_property_that_is_implemented() => AnalyzerHarness.ExpectAsync(
        Head + "public partial class S { public partial SharedEntry<Account>? A { get; } public partial SharedEntry<Account>? A => null; }");

    [Theory]
    [InlineData("", "[SharedKey(\"a\")] ")]
    [InlineData("[System.Obsolete] ", "")]
    [InlineData("[SharedObject] ", "")]
    public Task SHM0011_also_with_attributes_that_no_generator_goes_by(string ofType, string ofProperty) => AnalyzerHarness.ExpectAsync(
        $"{Head}{ofType}public partial class S {{ {ofProperty}public partial SharedEntry<Account> {{|SHM0011:A|}} {{ get; }} }}");

    [Theory]
    [InlineData("[Other.Made] ", "", "get;")]
    [InlineData("", "[Other.Made] ", "get;")]
    [InlineData("", "", "get; set;")]
    public Task SHM0011_not_for_a_property_that_another_generator_may_implement(string ofType, string ofProperty, string accessors) => AnalyzerHarness.ExpectAsync(
        $"{Head}{ofType}public partial class S {{ {ofProperty}public partial SharedEntry<Account> A {{ {accessors} }} }} namespace Other {{ class MadeAttribute : System.Attribute; }}");

    [Theory]
    [InlineData("byte", "use int")]
    [InlineData("char", "use int")]
    [InlineData("uint", "use long")]
    [InlineData("ulong", "use long")]
    [InlineData("string?", "remove the '?', every entry has a key")]
    [InlineData("int?", "remove the '?', every entry has a key")]
    [InlineData("double", "use string, int, long, Guid, ObjectId, byte[] or an enum")]
    [InlineData("object", "use string, int, long, Guid, ObjectId, byte[] or an enum")]
    [InlineData("int[]", "use string, int, long, Guid, ObjectId, byte[] or an enum")]
    [InlineData("byte[,]", "use string, int, long, Guid, ObjectId, byte[] or an enum")]
    [InlineData("Account", "use string, int, long, Guid, ObjectId, byte[] or an enum")]
    public async Task SHM0035_key_of_a_map(string type, string hint)
    {
        string message = $"The map 'A' has keys of type '{type}', which is not supported: {hint}";
        await AnalyzerHarness.ExpectAsync($"{Head}[SharedStore] public partial class S {{ public partial SharedMap<{type}, Account> {{|SHM0035:A|}} {{ get; }} }}", message);
        await AnalyzerHarness.ExpectAsync($"{Head}[SharedStore] public partial class S {{ public partial SharedDocumentMap<{type}> {{|SHM0035:A|}} {{ get; }} }}", message);
    }

    [Fact]
    public Task SHM0035_beside_a_value_that_is_none() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedStore] public partial class S { public partial SharedMap<double, int> {|SHM0005:{|SHM0035:A|}|} { get; } }");

    [Fact]
    public Task Types_that_do_not_exist_are_left_to_the_compiler() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedStore] public partial class S { public partial SharedEntry<Missing> A { get; } public partial Gone B { get; } public partial SharedMap<Missing, Account> C { get; } public partial SharedMap<int, Missing> D { get; } }");

    [Fact]
    public Task A_good_store_has_no_diagnostics() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedStore] public partial class S { public partial SharedEntry<Account> A { get; } internal partial SharedAtomic<bool> B { get; } public partial SharedMap<E, Account> C { get; } public partial SharedDocumentMap<byte[]> D { get; } } public enum E : ulong { A = ulong.MaxValue }");
}
