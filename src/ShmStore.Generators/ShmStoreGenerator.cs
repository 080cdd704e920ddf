using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShmStore.Generators.Emitting.Objects;
using ShmStore.Generators.Emitting.Stores;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing;

namespace ShmStore.Generators;

/// <summary>
/// Generates the code of shared objects and stores. Wiring only: the parser decides and the emitters print. What is wrong is reported by
/// <see cref="Diagnostics.ShmStoreAnalyzer"/>, which runs the same parser with live locations; here a type with an error gives no model.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ShmStoreGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ObjectModel> objects = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.SharedObjectAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (target, _) => TypeParser.ParseObject((INamedTypeSymbol)target.TargetSymbol, target.SemanticModel.Compilation))
            .WithTrackingName(TrackingNames.Objects)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);
        context.RegisterSourceOutput(objects, static (output, model) =>
            output.AddSource(model.Declaration.HintName, SourceText.From(ObjectEmitter.Emit(model), Encoding.UTF8)));

        IncrementalValuesProvider<StoreModel> stores = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.SharedStoreAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (target, _) => TypeParser.ParseStore((INamedTypeSymbol)target.TargetSymbol, target.SemanticModel.Compilation))
            .WithTrackingName(TrackingNames.Stores)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);
        context.RegisterSourceOutput(stores, static (output, model) =>
            output.AddSource(model.Declaration.HintName, SourceText.From(StoreEmitter.Emit(model), Encoding.UTF8)));
    }
}
