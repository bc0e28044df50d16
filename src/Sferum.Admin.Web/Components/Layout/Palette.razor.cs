using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Journal;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.People;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Components.Layout;

/// <summary>The palette of <c>Ctrl K</c>: a combobox with one list. Arrows and Enter are answered here, the browser only keeps its hands off them.</summary>
public sealed partial class Palette
{
    /// <summary>Keys come faster than anybody reads: the search waits until the typing rests (design/mudtheme.md, section 6).</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(150);

    private bool _appears;
    private int _at;
    private ElementReference _dialog;
    private string? _error;
    private bool _isRecorded;
    private bool _mayCheck;
    private bool _open;
    private List<PalettePart> _parts = [];
    private CancellationTokenSource? _resting;
    private string _shown = "";
    private string _text = "";

    /// <summary>Decides what is found and offered.</summary>
    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>The other theme.</summary>
    [Parameter] public EventCallback OnTheme { get; set; }

    /// <summary>The other density.</summary>
    [Parameter] public EventCallback OnDensity { get; set; }

    /// <summary>Help on keys.</summary>
    [Parameter] public EventCallback OnKeys { get; set; }

    [Inject] public required PaletteQueries Queries { get; init; }

    [Inject] public required ReadingAgeQueries Ages { get; init; }

    [Inject] public required StartCheck Check { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required PortalScripts Js { get; init; }

    [Inject] public required PaletteServices Tab { get; init; }

    private IReadOnlyList<PaletteItem> Items => [.. _parts.SelectMany(part => part.Items)];

    /// <summary>What the field says before anything is typed: a curator finds in own groups only.</summary>
    public static string Invitation(Actor actor) =>
        AccessPolicy.HoldsEverywhere(actor, Permission.ReadRegister) ? "Найти человека, группу, чат…" : "Найти в моих группах…";

    /// <summary>Shows it with what was opened lately and what can be done.</summary>
    public async Task OpenAsync()
    {
        (_open, _at, _text, _shown, _error, _isRecorded) = (true, 0, "", "", null, false);
        _mayCheck = await MayCheckAsync();
        Show(PaletteFound.Nothing);
        _appears = true;
        StateHasChanged();
    }

    /// <summary>Only what is rendered can take the focus.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_appears)
        {
            _appears = false;
            await Js.InvokeVoidAsync("sferum.showDialog", _dialog);
        }
    }

    private static string IdOf(int index) => $"palette-{index}";

    private void Closed()
    {
        _open = false;
        _resting?.Cancel();
    }

    private async Task TypeAsync(ChangeEventArgs e)
    {
        _text = e.Value as string ?? "";
        _resting?.Cancel();
        var resting = _resting = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        try
        {
            await Task.Delay(Rest, Tab.Time, resting.Token);
            await SearchAsync();
        }
        catch (OperationCanceledException) when (resting.IsCancellationRequested)
        {
            // Another key, or the palette is closed.
        }
    }

    private async Task SearchAsync()
    {
        var text = _text;
        var found = await Queries.FindAsync(Actor, new PaletteRequest(text, _isRecorded), Ct);
        if (text != _text || !_open)
        {
            return;
        }

        _error = found.Error?.Message;
        _isRecorded |= found.IsOk && found.Value.IsRecorded;
        _at = 0;
        Show(found.IsOk ? found.Value : PaletteFound.Nothing);
    }

    private void Show(PaletteFound found)
    {
        _shown = _text;
        var offers = Acts().Concat(PaletteItems.PagesOf(Actor));
        var parts = _text.Trim().Length == 0
            ? [new PalettePart("Недавнее", Tab.Recent.Items), new PalettePart("Разделы и действия", [.. offers])]
            : PaletteItems.Of(found).Append(More(found)).Append(new PalettePart("Разделы и действия", PaletteItems.Matching(offers, _text)));
        _parts = [.. parts.Where(part => part.Items.Count > 0)];
    }

    private async Task KeyAsync(KeyboardEventArgs e)
    {
        var count = Items.Count;
        if (e.Key == "Enter")
        {
            if (_shown != _text)
            {
                // Enter came before the typing rested.
                _resting?.Cancel();
                await SearchAsync();
            }

            if (Items.ElementAtOrDefault(_at) is { } item)
            {
                await ChooseAsync(item);
            }
        }
        else if (count > 0)
        {
            _at = e.Key switch
            {
                "ArrowDown" => (_at + 1) % count,
                "ArrowUp" => (_at - 1 + count) % count,
                "PageDown" => count - 1,
                "PageUp" => 0,
                _ => _at,
            };
        }
    }

    private async Task ChooseAsync(PaletteItem item)
    {
        _open = false;
        await Js.InvokeVoidAsync("sferum.closeDialog", _dialog);
        Tab.Recent.Add(item);
        if (item.Act is { } act)
        {
            await act();
        }
        else
        {
            Navigation.NavigateTo(item.Href!);
        }
    }

    private PalettePart More(PaletteFound found)
    {
        var text = _text;
        return new("Ещё", found.HasMorePeople ? [new PaletteItem(Glyph.People, "Показать всех в списке людей", "список", null, () => OpenListAsync(text))] : []);
    }

    private async Task OpenListAsync(string text)
    {
        await Tab.Search.SetAsync(text);
        Navigation.NavigateTo("/people");
    }

    private IEnumerable<PaletteItem> Acts()
    {
        if (AccessPolicy.HoldsEverywhere(Actor, Permission.ImportRosters))
        {
            yield return new(Glyph.Upload, "Загрузить списки…", "действие", "/imports");
        }

        if (_mayCheck)
        {
            yield return new(Glyph.Book, "Проверить сейчас всех по ЭПОС", "действие", null, CheckAsync);
        }

        yield return new(Glyph.Moon, "Сменить тему", "действие", null, () => OnTheme.InvokeAsync());
        yield return new(Glyph.Rows, "Сменить высоту строк", "действие", null, () => OnDensity.InvokeAsync());
        yield return new(Glyph.Keyboard, "Клавиши этого экрана", "справка", null, () => OnKeys.InvokeAsync());
        yield return new(Glyph.Key, "Сменить пароль", "действие", "/account/password");
        yield return new(Glyph.SignOut, "Выйти", "действие", null, async () => await Js.InvokeVoidAsync("sferum.signOut"));
    }

    private async Task CheckAsync()
    {
        var started = await Check.StartAsync(await ActorAsync(), CheckTarget.Everyone, null, Ct);
        Tab.Toasts.Tell(started.IsOk ? "Проверка запущена, её ход виден на «Сегодня»" : started.Error!.Message);
    }

    private async Task<bool> MayCheckAsync() => AccessPolicy.HoldsEverywhere(Actor, Permission.RunChecks)
        && await Ages.ReadAsync(Actor, Ct) is { IsOk: true, Value: { IsConnected: true, HasSession: true } };
}
