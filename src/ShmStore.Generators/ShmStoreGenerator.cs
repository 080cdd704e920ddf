using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ShmStore.Generators.Emitting.Objects;
using ShmStore.Generators.Emitting.Stores;
using ShmStore.Generators.Finding;
using ShmStore.Generators.Model;
using ShmStore.Generators.Reporting;

namespace ShmStore.Generators;

/// <summary>
/// Generates the code of shared objects and stores. Wiring only: the parser decides and the emitters print. A type with an error gives none, or one of code that compiles and throws. What is
/// wrong is reported by <see cref="ShmStoreAnalyzer"/>, which runs the same parser; in builds the errors are reported here as well.
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

        IncrementalValuesProvider<StubsModel> stubs = marked
            .SelectMany(static (file, cancellation) => file.Parse(cancellation).Stubs)
            .WithTrackingName(TrackingNames.Stubs);
        context.RegisterSourceOutput(stubs, static (output, model) =>
            output.AddSource(model.Declaration.HintName, SourceText.From(StubsEmitter.Emit(model), Encoding.UTF8)));

        // Where they are changes with every edit, so it is found out anew; as long as nothing is faulty this costs nothing.
        IncrementalValuesProvider<(string Type, Compilation Compilation)> located = marked
            .SelectMany(static (file, cancellation) => file.Parse(cancellation).Faulty)
            .WithTrackingName(TrackingNames.Faulty)
            .Combine(context.CompilationProvider)
            .WithTrackingName(TrackingNames.Located);
        // Editors leave the outputs for an implementation out: there the analyzer reports.
        context.RegisterImplementationSourceOutput(located, static (output, faulty) =>
        {
            foreach (Diagnostic error in BuildErrors.Of(faulty.Type, faulty.Compilation))
                output.ReportDiagnostic(error);
        });
    }
}
