using Microsoft.AspNetCore.Components;
using MudBlazor;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Web.Features.Marks;

/// <summary>What the pages of marks ask. The dialogs answer and save nothing; <see langword="null"/> = «Отмена».</summary>
internal static class MarksDialogs
{
    /// <summary>How to inform those who refuse.</summary>
    public static async Task<AlternativeChannel?> AskChannelAsync(this IDialogService dialogs, IReadOnlyList<MarksRow> rows) =>
        await AskAsync<OptOutDialog>(dialogs, $"Отказ: {MarksWords.People(rows)}") as AlternativeChannel?;

    /// <summary>Why no link is to be expected.</summary>
    public static async Task<string?> AskReasonAsync(this IDialogService dialogs, IReadOnlyList<MarksRow> rows) =>
        await AskAsync<ReasonDialog>(dialogs, $"Не применимо: {MarksWords.People(rows)}") as string;

    /// <summary>«24 видно, 2 не видно, 3 не проверено — верно?»</summary>
    public static async Task<bool> AskWeekAsync(this IDialogService dialogs, int week, WeekQuestion question) =>
        await AskAsync<WeekDialog>(dialogs, $"Чаты проверены, неделя {week}", new() { [nameof(WeekDialog.Question)] = question }) is true;

    private static async Task<object?> AskAsync<TDialog>(IDialogService dialogs, string title, DialogParameters? parameters = null)
        where TDialog : IComponent
    {
        var dialog = await dialogs.ShowAsync<TDialog>(title, parameters ?? []);
        return await dialog.Result is { Canceled: false, Data: { } answer } ? answer : null;
    }
}
