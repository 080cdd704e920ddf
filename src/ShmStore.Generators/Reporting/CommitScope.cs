using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Reporting;

/// <summary>
/// Finds commits that nothing disposes: dropped, or in a variable of which, and of its copies, no more is done than completing it. One that is returned, passed on or put into a <c>using</c> is somebody's.
/// </summary>
internal static class CommitScope
{
    private const string Begin = "BeginCommit";
    private const string TryBegin = "TryBeginCommit";
    private const string Complete = "Complete";

    /// <summary>Looks at a call.</summary>
    public static void Check(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name == Begin && IsCommit(call.Type) && IsDropped(call))
            Report("begin it by 'using var commit = …BeginCommit()'");
        else if (call.TargetMethod.Name == TryBegin && call.Arguments.Any(argument => IsBegun(argument) && IsDropped(call, argument)))
            Report("put it into 'using (commit)'");

        void Report(string fix) => context.ReportDiagnostic(Diagnostic.Create(CommitRules.NotDisposed, call.Syntax.GetLocation(), fix));
    }

    private static bool IsCommit(ITypeSymbol? type) => type is { Name: "StoreCommit", ContainingNamespace: { Name: "ShmStore", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsDropped(IInvocationOperation call) => IsLost(call, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    // What is done with a value disposes it nowhere, nor gives it to anybody.
    private static bool IsLost(IOperation value, HashSet<ISymbol> seen)
    {
        IOperation whole = ValueOf(value);
        return whole.Parent switch
        {
            IExpressionStatementOperation => true,
            IInvocationOperation { TargetMethod.Name: Complete } => true,
            ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: { IsUsing: false } local }, Parent: IExpressionStatementOperation } => IsOnlyCompleted(whole, local, seen),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { IsUsing: false } local } } => IsOnlyCompleted(whole, local, seen),
            _ => false,
        };
    }

    private static bool IsBegun(IArgumentOperation argument) => argument.Parameter is { RefKind: RefKind.Out } parameter && IsCommit(parameter.Type);

    private static bool IsDropped(IInvocationOperation call, IArgumentOperation argument)
    {
        IOperation target = argument.Value is IDeclarationExpressionOperation declaration ? declaration.Expression : argument.Value;
        return target is IDiscardOperation || (target is ILocalReferenceOperation { Local: var local } && IsOnlyCompleted(call, local, new HashSet<ISymbol>(SymbolEqualityComparer.Default)));
    }

    // What it is the value of: of w?.BeginCommit(), or of one of several ways.
    private static IOperation ValueOf(IOperation value) => value.Parent switch
    {
        IConditionalAccessOperation access when access.WhenNotNull == value => ValueOf(access),
        IConditionalOperation { Type: not null } condition when condition.Condition != value => ValueOf(condition),
        ISwitchExpressionArmOperation { Parent: { } choice } arm when arm.Value == value => ValueOf(choice),
        _ => value,
    };

    // A copy is looked at as the variable itself.
    private static bool IsOnlyCompleted(IOperation begun, ILocalSymbol local, HashSet<ISymbol> seen)
    {
        if (!seen.Add(local))
            return true;
        IOperation root = begun;
        while (root.Parent is { } parent)
            root = parent;
        return root.Descendants().OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local))
            .All(reference => IsBeginning(reference) || IsLost(reference, seen));
    }

    // Where the variable is given a commit.
    private static bool IsBeginning(ILocalReferenceOperation reference) => (reference.Parent is IDeclarationExpressionOperation declaration ? declaration.Parent : reference.Parent) switch
    {
        ISimpleAssignmentOperation assignment => assignment.Target == reference,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: TryBegin } } argument => IsBegun(argument),
        _ => false,
    };
}
