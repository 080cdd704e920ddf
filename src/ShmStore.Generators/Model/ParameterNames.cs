namespace ShmStore.Generators.Model;

/// <summary>Names of what extension members get, their receiver first: none of them is the name of a type parameter, which the compiler refuses.</summary>
/// <param name="Entry">The entry that a member is called on.</param>
/// <param name="Map">The map that a method is called on.</param>
/// <param name="Key">A key of a map.</param>
/// <param name="Utf8Key">One of text, as UTF-8.</param>
/// <param name="Keys">Several of them.</param>
/// <param name="Value">What is set.</param>
/// <param name="Read">A function that reads an object in place.</param>
/// <param name="Argument">What is passed on to it.</param>
/// <param name="Result">Where its result goes.</param>
/// <param name="Results">Where several of them go.</param>
/// <param name="Found">Where it goes which keys have an object.</param>
internal sealed record ParameterNames(
    string Entry,
    string Map,
    string Key,
    string Utf8Key,
    string Keys,
    string Value,
    string Read,
    string Argument,
    string Result,
    string Results,
    string Found);
