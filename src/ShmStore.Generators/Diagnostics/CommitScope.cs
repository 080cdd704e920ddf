using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ShmStore.Generators.Diagnostics;

/// <summary>
/// Finds commits that nothing disposes: dropped, or in a variable of which no more is done than completing it. One that is returned, passed on or put into a <c>using</c> is somebody's.
/// </summary>
internal static class CommitScope
{
    private const string Begin = "BeginCommit";
    private const string Complete = "Complete";

    /// <summary>Looks at a call.</summary>
    public static void Check(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name == Begin && IsCommit(call.Type) && IsDropped(call))
            context.ReportDiagnostic(Diagnostic.Create(CommitRules.NotDisposed, call.Syntax.GetLocation()));
    }

    private static bool IsCommit(ITypeSymbol? type) => type is { Name: "StoreCommit", ContainingNamespace: { Name: "ShmStore", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsDropped(IInvocationOperation call) => ValueOf(call).Parent switch
    {
        IExpressionStatementOperation => true,
        IInvocationOperation { TargetMethod.Name: Complete } => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: { IsUsing: false } local }, Parent: IExpressionStatementOperation } => IsOnlyCompleted(call, local),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { IsUsing: false } local } declarator } => !IsInUsing(declarator) && IsOnlyCompleted(call, local),
        _ => false,
    };

    // What the call is the value of: of w?.BeginCommit(), or of one side of a condition.
    private static IOperation ValueOf(IOperation call) => call.Parent switch
    {
        IConditionalAccessOperation access when access.WhenNotNull == call => ValueOf(access),
        IConditionalOperation { Type: not null } condition when condition.Condition != call => ValueOf(condition),
        _ => call,
    };

    // using (var commit = …), whose variable is not a using one.
    private static bool IsInUsing(IVariableDeclaratorOperation declarator) => declarator.Parent?.Parent?.Parent is IUsingOperation;

    private static bool IsOnlyCompleted(IOperation call, ILocalSymbol local)
    {
        IOperation root = call;
        while (root.Parent is { } parent)
            root = parent;
        return root.Descendants().OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local))
            .All(static reference => reference.Parent is IInvocationOperation { TargetMethod.Name: Complete } or ISimpleAssignmentOperation { Target: ILocalReferenceOperation, Value: IInvocationOperation or IConditionalOperation or IConditionalAccessOperation });
    }
}
