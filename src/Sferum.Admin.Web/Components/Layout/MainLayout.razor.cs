using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Web.Security;

namespace Sferum.Admin.Web.Components.Layout;

/// <summary>The shell: menu by work at the left, search and account above, the page in <c>main</c>.</summary>
public sealed partial class MainLayout : IDisposable
{
    private PortalErrorBoundary? _errors;
    private ElementReference _main;
    private KeyHelp? _keys;
    private Palette? _palette;
    private bool _dark;
    private bool _focusMenu;
    private bool _focusBurger;
    private bool _focusMain;
    private bool _menuOpen;
    private string _path = "";
    private bool _ready;
    private bool _roomy;
    private DotNetObjectReference<MainLayout>? _self;

    private bool _databaseGone;
    private SignedIn? _me;
    private int _rights;
    private string _school = "";

    [Inject] public required PortalScripts Js { get; init; }

    [Inject] public required CurrentActor CurrentActor { get; init; }

    [Inject] public required SchoolName School { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    /// <inheritdoc />
    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _self?.Dispose();
    }

    /// <summary>Called by the browser: the system's theme has changed, and the user has chosen none.</summary>
    [JSInvokable]
    public Task TakeThemeAsync(bool isDark) => InvokeAsync(() =>
    {
        _dark = isDark;
        StateHasChanged();
    });

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _path = CurrentPath();
        Navigation.LocationChanged += OnLocationChanged;
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            _databaseGone = false;
            _me = await CurrentActor.GetSignedInAsync();
            _school = await School.ReadAsync(CancellationToken.None);
        }
        catch (Exception e) when (e.IsUnavailable())
        {
            // Outside the error boundary, which needs the layout: without this the circuit would end without a word.
            _databaseGone = true;
        }
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => _errors?.Recover();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _dark = await Js.InvokeAsync<bool>("sferum.isDark");
            _roomy = await Js.InvokeAsync<bool>("sferum.isRoomy");
            _ready = true;
            StateHasChanged();
            _self = DotNetObjectReference.Create(this);
            await Js.InvokeVoidAsync("sferum.watchTheme", _self);
        }
        else if (_focusMenu)
        {
            _focusMenu = false;
            await Js.InvokeVoidAsync("sferum.enterMenu");
        }
        else if (_focusBurger)
        {
            // After the render: until then the bar is inert.
            _focusBurger = false;
            await Js.InvokeVoidAsync("sferum.leaveMenu");
        }
        else if (_focusMain)
        {
            // Another page was opened: focus goes to its content, not on the first load, whose first Tab stop is the skip link.
            _focusMain = false;
            await _main.FocusAsync(preventScroll: true);
        }
    }

    private void TakeRights(SignedIn now)
    {
        _me = now;
        _rights++;
    }

    private string CurrentPath() => new Uri(Navigation.Uri).AbsolutePath;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        var path = CurrentPath();
        if (path == _path)
        {
            return;
        }

        _path = path;
        _menuOpen = false;
        _focusMenu = false;
        _focusMain = true;
        InvokeAsync(StateHasChanged);
    }

    private Task OpenPaletteAsync() => _palette?.OpenAsync() ?? Task.CompletedTask;

    private void OpenMenu() => (_menuOpen, _focusMenu) = (true, true);

    private void CloseMenu()
    {
        if (_menuOpen)
        {
            _menuOpen = false;
            _focusBurger = true;
        }
    }

    private async Task ToggleDensityAsync() => _roomy = await Js.InvokeAsync<bool>("sferum.toggleDensity");

    private async Task ToggleThemeAsync() => _dark = await Js.InvokeAsync<bool>("sferum.toggleTheme");
}
