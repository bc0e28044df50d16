using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Users;

/// <summary>Accounts of the portal: open one, change roles, close the sign-in, hand out a one-time link.</summary>
public sealed partial class UsersPage
{
    private Error? _error;
    private UserFormModel? _form;
    private string? _link;
    private string? _linkFor;
    private Guid? _me;
    private Result<IReadOnlyList<UserRow>>? _rows;

    [Inject] public required UserQueries Queries { get; init; }

    [Inject] public required AddUser Add { get; init; }

    [Inject] public required ChangeUser Change { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    [Inject] public required UndoToasts Toasts { get; init; }

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var actor = await ActorAsync();
        _me = actor.UserId;
        _rows = await Queries.ListAsync(actor, Ct);
    }

    private void StartAdding() => Open(new UserFormModel());

    private void StartEditing(UserRow row) => Open(UserFormModel.Of(row));

    private void Open(UserFormModel form) => (_form, _error, _link) = (form, null, null);

    private void Close() => (_form, _error) = (null, null);

    private async Task SaveAsync(UserFormModel form)
    {
        if (form.UserId is { } id)
        {
            _error = (await Change.SetRolesAsync(await ActorAsync(), new SetRolesRequest(id, form.Roles, form.PersonId, form.Shown), Ct)).Error;
            if (_error is null)
            {
                Offer($"Роли сохранены: {form.DisplayName}", actor => Change.SetRolesAsync(actor, new SetRolesRequest(id, form.Shown, form.ShownPersonId, form.Roles), Ct));
            }
            else if (_error.Code == Error.ConflictCode)
            {
                await LoadAsync();
            }
        }
        else
        {
            var added = await Add.RunAsync(await ActorAsync(), new AddUserRequest(form.Email, form.DisplayName, form.Roles, form.PersonId), Ct);
            _error = added.Error;
            Show(added, form.DisplayName);
        }

        await FinishAsync();
    }

    private async Task IssueLinkAsync(UserFormModel form)
    {
        var issued = await Change.IssueLinkAsync(await ActorAsync(), form.UserId!.Value, Ct);
        _error = issued.Error;
        Show(issued, form.DisplayName);
        await FinishAsync();
    }

    private async Task SetLockedAsync((UserFormModel Form, bool Locked) act)
    {
        var id = act.Form.UserId!.Value;
        _error = (await Change.SetLockedAsync(await ActorAsync(), new LockUserRequest(id, act.Locked), Ct)).Error;
        if (_error is null)
        {
            Offer($"{(act.Locked ? "Вход закрыт" : "Вход открыт")}: {act.Form.DisplayName}", actor => Change.SetLockedAsync(actor, new LockUserRequest(id, !act.Locked), Ct));
        }

        await FinishAsync();
    }

    private async Task SignOutAsync(UserFormModel form)
    {
        _error = (await Change.SignOutEverywhereAsync(await ActorAsync(), form.UserId!.Value, Ct)).Error;
        if (_error is null)
        {
            Toasts.Tell($"Все сеансы закончатся в течение минуты: {form.DisplayName}");
        }

        await FinishAsync();
    }

    private async Task<IReadOnlyList<EmployeeChoice>> FindPeopleAsync(string text)
    {
        var found = await Queries.FindEmployeesAsync(await ActorAsync(), text, Ct);
        return found.IsOk ? found.Value : [];
    }

    private void Show(Result<PasswordLink> link, string name)
    {
        if (link.IsOk)
        {
            _link = Navigation.ToAbsoluteUri(link.Value.Path).ToString();
            _linkFor = name.Trim();
        }
    }

    private async Task FinishAsync()
    {
        if (_error is null)
        {
            _form = null;
            await LoadAsync();
        }
    }

    private void Offer(string text, Func<Core.Access.Actor, Task<Result>> undo) => Toasts.Show(text, () => InvokeAsync(async () =>
    {
        _error = (await undo(await ActorAsync())).Error;
        await LoadAsync();
        StateHasChanged();
    }));

    private RenderFragment SignInChip(UserRow row)
    {
        var face = row switch
        {
            { Closed: true } => new StatusFace(ChipKind.Neutral, "Закрыт", Glyph.Ban),
            { ClosedUntil: { } until } => new StatusFace(ChipKind.Attention, $"Закрыт до {MomentText.Near(until, Clock)}", Glyph.Clock),
            { HasPassword: false } => new StatusFace(ChipKind.Waiting, "Пароль не задан", Glyph.Hourglass),
            _ => new StatusFace(ChipKind.Ok, "Открыт", Glyph.Check),
        };
        return builder =>
        {
            builder.OpenComponent<StatusChip>(0);
            builder.AddComponentParameter(1, nameof(StatusChip.Face), face);
            builder.CloseComponent();
        };
    }
}
