// A permanent violation of the rule of features, which the architecture tests must report.
namespace Sferum.Admin.Tests.Architecture.Violations.Alpha
{
    internal static class AlphaSecret
    {
        public static int Value { get; } = 1;
    }

    public static class AlphaPublic
    {
        public static int Value => AlphaSecret.Value;
    }
}

namespace Sferum.Admin.Tests.Architecture.Violations.Beta
{
    public static class BetaThief
    {
        public static int Value => Alpha.AlphaSecret.Value;
    }

    public static class BetaGuest
    {
        public static int Value => Alpha.AlphaPublic.Value;
    }
}
