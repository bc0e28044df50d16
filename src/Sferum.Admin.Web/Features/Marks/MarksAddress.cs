using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Web.Features.Marks;

/// <summary>Addresses of the pages of marks. The filter is a part of them, a name never is.</summary>
public static class MarksAddress
{
    /// <summary>The page of all staff.</summary>
    public const string Staff = "/staff";

    /// <summary>A group's page, or that of all staff.</summary>
    public static string Of(Guid? studyGroupId, MarksFilter filter = MarksFilter.All)
    {
        var path = studyGroupId is { } group ? $"/groups/{group}" : Staff;
        return filter == MarksFilter.All ? path : $"{path}?filter={Name(filter)}";
    }

    /// <summary>The filter named in an address; an unknown one shows all.</summary>
    public static MarksFilter Parse(string? name) =>
        Array.Find(Enum.GetValues<MarksFilter>(), filter => Name(filter) == name);

    private static string Name(MarksFilter filter) => filter.ToString().ToLowerInvariant();
}
