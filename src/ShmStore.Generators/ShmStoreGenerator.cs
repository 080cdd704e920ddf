using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ShmStore.Generators.Emitting.Objects;
using ShmStore.Generators.Emitting.Stores;
using ShmStore.Generators.Finding;
using ShmStore.Generators.Model;

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
        // Not by ForAttributeWithMetadataName: that binds every type with an attribute anew after every edit.
        IncrementalValueProvider<ProjectSignature> project = context.CompilationProvider.Select(ProjectSignature.Of);
        IncrementalValuesProvider<MarkedFile> marked = context.CompilationProvider.Combine(project)
            .SelectMany(static (pair, cancellation) => MarkedFiles.Of(pair.Left, pair.Right, cancellation));

        IncrementalValuesProvider<ObjectModel> objects = marked
            .SelectMany(static (file, cancellation) => file.Parse(cancellation).Objects)
            .WithTrackingName(TrackingNames.Objects);
        context.RegisterSourceOutput(objects, static (output, model) =>
            output.AddSource(model.Declaration.HintName, SourceText.From(ObjectEmitter.Emit(model), Encoding.UTF8)));

        IncrementalValuesProvider<StoreModel> stores = marked
            .SelectMany(static (file, cancellation) => file.Parse(cancellation).Stores)
            .WithTrackingName(TrackingNames.Stores);
        context.RegisterSourceOutput(stores, static (output, model) =>
            output.AddSource(model.Declaration.HintName, SourceText.From(StoreEmitter.Emit(model), Encoding.UTF8)));
    }
}
