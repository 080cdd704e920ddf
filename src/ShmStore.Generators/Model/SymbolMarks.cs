namespace ShmStore.Generators.Model;

/// <summary>What the attributes that warn of the use of symbols demand of code that has to use all of some symbols.</summary>
/// <param name="Warnings">Ids of the warnings that they make, which the emitted file switches off.</param>
/// <param name="AnyObsolete">One is obsolete, if only by a warning: code that uses it is marked so too, as errors of that kind cannot be switched off.</param>
internal sealed record SymbolMarks(EquatableArray<string> Warnings, bool AnyObsolete);
