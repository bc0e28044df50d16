using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Web.Features.Marks;

/// <summary>Addresses of the pages of marks. The filter is a part of them, a name never is.</summary>
public static class MarksAddress
{
    /// <summary>The page of all staff.</summary>
    public const string Staff = "/staff";

    /// <summary>A group's page, or that of all staff.</summary>
    /// <param name="byDefault">What the page shows without a filter: all at a desk, «осталось» on a phone.</param>
    public static string Of(Guid? studyGroupId, MarksFilter filter = MarksFilter.All, MarksFilter byDefault = MarksFilter.All)
    {
        var path = studyGroupId is { } group ? $"/groups/{group}" : Staff;
        return filter == byDefault ? path : $"{path}?filter={Name(filter)}";
    }

    /// <summary>The filter named in an address; none where there is none, or an unknown one.</summary>
    public static MarksFilter? Parse(string? name) =>
        Enum.GetValues<MarksFilter>().Where(filter => Name(filter) == name).Select(filter => (MarksFilter?)filter).FirstOrDefault();

    private static string Name(MarksFilter filter) => filter.ToString().ToLowerInvariant();
}
