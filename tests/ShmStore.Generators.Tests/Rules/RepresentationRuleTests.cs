using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Rules;

/// <summary>Rules about the attributes that give the form of a member's values.</summary>
public sealed class RepresentationRuleTests
{
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using MongoDB.Bson;
        using MongoDB.Bson.Serialization.Attributes;
        using MongoDB.Bson.Serialization.Options;
        using ShmStore;

        """;

    [Theory]
    [InlineData("BsonRepresentation(BsonType.Document)", "int", "in the form 'Document' that [BsonRepresentation] demands")]
    [InlineData("BsonRepresentation(BsonType.Int32)", "string?", "in the form 'Int32' that [BsonRepresentation] demands")]
    [InlineData("BsonRepresentation(BsonType.Int32)", "Wide", "in the form 'Int32' that [BsonRepresentation] demands")]
    [InlineData("BsonRepresentation(BsonType.Int32)", "System.DateTime", "in the form 'Int32' that [BsonRepresentation] demands")]
    [InlineData("BsonRepresentation(BsonType.DateTime)", "System.TimeSpan", "in the form 'DateTime' that [BsonRepresentation] demands")]
    [InlineData("BsonRepresentation(BsonType.String)", "A?", "as [BsonRepresentation] demands")]
    [InlineData("BsonGuidRepresentation(GuidRepresentation.Unspecified)", "System.Guid", "in the form 'Unspecified' that [BsonGuidRepresentation] demands")]
    [InlineData("BsonGuidRepresentation(GuidRepresentation.Standard)", "string?", "as [BsonGuidRepresentation] demands")]
    [InlineData("BsonDictionaryOptions(DictionaryRepresentation.Document)", "int[]?", "as [BsonDictionaryOptions] demands")]
    [InlineData("BsonDateTimeOptions(Kind = DateTimeKind.Local)", "int", "as [BsonDateTimeOptions] demands")]
    [InlineData("BsonDateTimeOptions", "System.DateOnly", "as [BsonDateTimeOptions] demands")]
    [InlineData("BsonDateTimeOptions(Representation = BsonType.Int64)", "long", "as [BsonDateTimeOptions] demands")]
    [InlineData("BsonDateTimeOptions(Representation = BsonType.Int32)", "System.DateTime", "in the form 'Int32' that [BsonDateTimeOptions] demands")]
    [InlineData("BsonTimeSpanOptions(BsonType.Double)", "decimal", "as [BsonTimeSpanOptions] demands")]
    [InlineData("BsonTimeSpanOptions(BsonType.Int64)", "int", "as [BsonTimeSpanOptions] demands")]
    [InlineData("BsonTimeSpanOptions(BsonType.String)", "System.DateOnly", "as [BsonTimeSpanOptions] demands")]
    [InlineData("BsonTimeSpanOptions(BsonType.Int64, TimeSpanUnits.Seconds)", "System.TimeOnly", "as [BsonTimeSpanOptions] demands")]
    [InlineData("BsonTimeSpanOptions(BsonType.Array)", "System.TimeSpan", "in the form 'Array' that [BsonTimeSpanOptions] demands")]
    [InlineData("BsonTimeSpanOptions(BsonType.Document)", "System.TimeSpan", "in the form 'Document' that [BsonTimeSpanOptions] demands")]
    [InlineData("BsonTimeOnlyOptions(BsonType.String)", "System.Guid", "as [BsonTimeOnlyOptions] demands")]
    [InlineData("BsonTimeOnlyOptions(BsonType.Int64, TimeOnlyUnits.Seconds)", "System.TimeSpan", "as [BsonTimeOnlyOptions] demands")]
    [InlineData("BsonTimeOnlyOptions(BsonType.Boolean)", "System.TimeOnly", "in the form 'Boolean' that [BsonTimeOnlyOptions] demands")]
    public Task SHM0032_form(string attribute, string type, string demand) => AnalyzerHarness.ExpectAsync(
        $"{Head}public enum Wide : long {{ }} [SharedObject] public partial class A {{ [{{|SHM0032:{attribute}|}}] public {type} X {{ get; set; }} }}",
        $"The member 'X' is of type '{type}', which cannot be stored {demand}");

    [Fact]
    public Task SHM0032_at_the_attribute_that_demands_it() => AnalyzerHarness.ExpectAsync(
        Head + "[SharedObject] public partial class A { [BsonRepresentation(BsonType.Int64), {|SHM0032:BsonDictionaryOptions(DictionaryRepresentation.Document)|}] public int X { get; set; } [{|SHM0032:BsonRepresentation(BsonType.Int32)|}] public Version? Y { get; set; } }");

    [Theory]
    [InlineData("[BsonTimeSpanOptions(BsonType.Double, TimeSpanUnits.Hours)]", "List<TimeSpan?>")]
    [InlineData("[BsonTimeOnlyOptions(BsonType.Int64, TimeOnlyUnits.Seconds)]", "Dictionary<string, TimeOnly[]>")]
    [InlineData("[BsonTimeOnlyOptions(BsonType.Int32, TimeOnlyUnits.Seconds), BsonTimeSpanOptions(BsonType.Int64)]", "(TimeOnly, TimeSpan)")]
    [InlineData("[BsonDateTimeOptions(Kind = DateTimeKind.Local, Representation = BsonType.String)]", "DateTime[]")]
    [InlineData("[BsonTimeOnlyOptions(BsonType.Document)]", "List<TimeOnly>")]
    [InlineData("[BsonRepresentation(BsonType.Document)]", "TimeOnly?")]
    [InlineData("[BsonDictionaryOptions(DictionaryRepresentation.ArrayOfDocuments), BsonRepresentation(BsonType.String)]", "Dictionary<int, int>")]
    public Task SHM0032_and_SHM0029_not_for_what_a_type_is_made_of(string attributes, string type) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public partial class A {{ {attributes} public {type} X {{ get; set; }} = default!; }}");

    [Theory]
    [InlineData("[BsonRepresentation(BsonType.Int64)] [{|SHM0029:BsonTimeOnlyOptions(BsonType.Int32, TimeOnlyUnits.Seconds)|}]", "TimeOnly", "BsonTimeOnlyOptions")]
    [InlineData("[{|SHM0029:BsonTimeOnlyOptions(BsonType.Int32, TimeOnlyUnits.Seconds)|}] [BsonRepresentation(BsonType.Int64)]", "TimeOnly", "BsonTimeOnlyOptions")]
    [InlineData("[BsonRepresentation(BsonType.Int64), {|SHM0029:BsonTimeSpanOptions(BsonType.Double, TimeSpanUnits.Hours)|}]", "List<TimeSpan>", "BsonTimeSpanOptions")]
    [InlineData("[BsonRepresentation(BsonType.String), {|SHM0029:BsonDateTimeOptions(Kind = DateTimeKind.Utc)|}]", "DateTime", "BsonDateTimeOptions")]
    [InlineData("[BsonRepresentation(BsonType.Int32), {|SHM0029:BsonDateTimeOptions(Representation = BsonType.String)|}]", "DateTime", "BsonDateTimeOptions")]
    [InlineData("[BsonRepresentation(BsonType.String), {|SHM0029:BsonGuidRepresentation(GuidRepresentation.JavaLegacy)|}]", "Guid?", "BsonGuidRepresentation")]
    public Task SHM0029_two_forms(string attributes, string type, string attribute) => AnalyzerHarness.ExpectAsync(
        $"{Head}[SharedObject] public partial class A {{ {attributes} public {type} X {{ get; set; }} = default!; }}",
        $"[{attribute}] on 'X' contradicts [BsonRepresentation]: remove one of them");
}
