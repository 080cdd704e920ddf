using System.Text.Json.Nodes;

namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>What the verifier in Python finds in a store.</summary>
/// <param name="Damage">What may never be.</param>
/// <param name="Leftovers">What a writer leaves that is killed, and the next one puts right.</param>
internal sealed record RegionFindings(string[] Damage, string[] Leftovers)
{
    /// <summary>Reads what the verifier prints of one store.</summary>
    public static RegionFindings Parse(JsonNode findings)
    {
        return new(Of("damage"), Of("leftover"));

        string[] Of(string severity) =>
            [.. findings.AsArray().Where(finding => (string?)finding!["severity"] == severity).Select(static finding => finding!.ToJsonString())];
    }
}
