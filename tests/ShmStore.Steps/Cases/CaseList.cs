namespace ShmStore.Steps.Cases;

/// <summary>The cases there are.</summary>
internal static class CaseList
{
    private static readonly string[] Single =
    [
        "set", "setbig", "member", "update", "clear", "mapnew", "mapset", "mapbig", "mapmember", "mapadd", "mapaddorupdate", "mapremove", "mapclear", "maptimed", "commit2", "commit5", "commitclear", "commitgiven", "dispose",
    ];

    /// <summary>What is done in about a minute: the longest ones first, so that no processor is left with one.</summary>
    private static readonly string[] Quick =
    [
        "few.commit5+recovery", "churn.commit5+swap", "churn.mapset+swap", "churn.mapclear+swap", "few.commitclear",
        .. Single.Where(static operation => operation is not ("commitclear" or "dispose")).Select(static operation => "few." + operation),
        "churn.mapset", "churn.mapremove", "churn.commit5", "churn-sums.mapset", "few-several.set", "fresh.mapnew", "churn-bounded.mapnew",
    ];

    private static readonly string[] Long =
    [
        "churn.growmore", "churn.grow", "few.grow", "few.many", "few-roomy.region", "few-expired.expire", "churn-expired.expire", "few.renew", "few-bounded.evict", "churn-bounded.evict",
        "churn-bounded.limitedcommit", "churn.limits", "few.growingcommit", "churn.growingcommit", "full.refill", "full-sums.refill", "full.reuse", "churn-several-two.others", "churn-several-two.commit5",
        "churn-several-two.commitclear", "churn-several-two.grow", "churn-several-two.disposeother", "churn-several-two.dispose", "churn-several.second", "churn-several.dispose", "few-several.commit5",
        "few-several.commitgiven", "full-several.refill", "few-bounded.mapnew", "few-bounded.mapset", "fresh.set", "churn.commit5+recovery", "churn.commitclear+recovery", "few.mapclear+recovery",
        "few.growingcommit+recovery", "churn-several-two.commit5+recovery",
    ];

    /// <summary>The cases of what was asked for: "quick", which is also what nothing means, "all", or names.</summary>
    /// <exception cref="FormatException">There is no such case.</exception>
    public static IReadOnlyList<Case> Select(string[] names) => [.. (names switch
    {
        [] or ["quick"] => Quick,
        ["all"] => Long.Concat(Quick).Concat(from situation in new[] { "few", "churn", "churn-sums" } from operation in Single select $"{situation}.{operation}").Distinct(),
        _ => names,
    }).Select(Case.Parse)];
}
