using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NetArchTest.Rules;

namespace Sferum.Admin.Tests.Architecture;

/// <summary>Inside <c>Core</c> a folder is a feature, and a feature uses another one's public types only (decision 001).</summary>
internal static class FeatureBorders
{
    /// <param name="assembly">Where the features are.</param>
    /// <param name="root">The namespace whose children are the features.</param>
    public static IReadOnlyList<string> Violations(Assembly assembly, string root)
    {
        var features = assembly.GetTypes()
            .Where(t => t.Namespace?.StartsWith(root + ".", StringComparison.Ordinal) ?? false)
            .Where(t => !t.IsNested && !t.IsDefined(typeof(CompilerGeneratedAttribute), false))
            .GroupBy(FeatureOf)
            .ToDictionary(types => types.Key, types => types.Where(t => !t.IsPublic).Select(t => t.FullName!).ToArray());
        var violations = new List<string>();
        foreach (var feature in features.Keys)
        {
            // Every type is looked through once, for what all others keep to themselves; whose it is matters only when something is found.
            var others = features.Where(other => other.Key != feature).ToDictionary();
            if (Uses([.. others.Values.SelectMany(closed => closed)]).Count > 0)
            {
                violations.AddRange(others.SelectMany(other => Uses(other.Value).Select(type => $"{type} uses an internal type of {other.Key}")));
            }

            IReadOnlyList<string> Uses(string[] closed) => closed.Length == 0 ? [] : [.. Types.InAssembly(assembly).That().ResideInNamespaceMatching($@"^{Regex.Escape(feature)}(\.|$)")
                .ShouldNot().HaveDependencyOnAny(closed).GetResult().FailingTypeNames ?? []];
        }

        return violations;

        string FeatureOf(Type type) => string.Join('.', type.Namespace!.Split('.').Take(root.Split('.').Length + 1));
    }
}
