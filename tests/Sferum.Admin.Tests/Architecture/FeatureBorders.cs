using System.Reflection;
using System.Runtime.CompilerServices;
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
            .GroupBy(FeatureOf);
        var violations = new List<string>();
        foreach (var feature in features)
        {
            var closed = feature.Where(t => !t.IsPublic).Select(t => t.FullName!).ToArray();
            if (closed.Length == 0)
            {
                continue;
            }

            var strangers = Types.InAssembly(assembly).That().ResideInNamespaceStartingWith(root + ".")
                .And().DoNotResideInNamespaceStartingWith(feature.Key)
                .ShouldNot().HaveDependencyOnAny(closed).GetResult();
            violations.AddRange((strangers.FailingTypeNames ?? []).Select(t => $"{t} uses an internal type of {feature.Key}"));
        }

        return violations;

        string FeatureOf(Type type) => string.Join('.', type.Namespace!.Split('.').Take(root.Split('.').Length + 1));
    }
}
