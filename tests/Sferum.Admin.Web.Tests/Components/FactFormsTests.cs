using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Drafts;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Export;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Components.Lists;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Features.Editing;
using Sferum.Admin.Web.Features.Groups;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

/// <summary>The forms over the register by two of them: what is told of one is true of all, for they share their frame.</summary>
public sealed class FactFormsTests : PortalContext
{
    private readonly List<string> _changes = [];
    private Person _person = null!;
    private StudyGroup _group = null!;
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<EditEmployment>());
        Services.AddSingleton(Database.Get<EditCurator>());
        Services.AddSingleton(Database.Get<EditChoiceQueries>());
        Services.AddSingleton(Database.Get<EndFact>());
        Services.AddSingleton(Database.Get<GroupPeopleQueries>());
        Services.AddSingleton(Database.Get<RecordPrint>());
        Services.AddSingleton<ExportTickets>();
        Services.AddSingleton(Database.Get<UndoEdit>());
        Services.AddSingleton(Database.Get<FormDrafts>());
        var register = new Register(Database);
        _person = register.Employee("Климова");
        _group = register.Group("ИС-21");
        register.Curator(_group, _person);
        register.Student(_group, "Агеев");
        await register.SaveAsync(Ct);
    }

    [Fact]
    public async Task Form_WithMistakes_NamesThemAboveAndBesideTheFields()
    {
        await OpenAsync();

        Input("employment-add-Position", " ");
        Input("employment-add-OrderNumber", "14-к");
        Submit();

        _dialogs.WaitForElement("#employment-add-Position-err").TextContent.Should().Be("Укажите должность.");
        _dialogs.Find("[role=alert]").TextContent.Should().Contain("Не записано: 2").And.Contain("Должность").And.Contain("Дата приказа");
        _dialogs.FindAll("[data-focus]").Select(button => button.GetAttribute("data-focus")).Should().Equal("employment-add-Position", "employment-add-OrderDate");
        _dialogs.Find("#employment-add-OrderDate").GetAttribute("aria-describedby").Should().Be("employment-add-OrderDate-err");
    }

    [Fact]
    public async Task Form_Saved_ClosesTellsAndIsTakenBack()
    {
        await OpenAsync();

        Input("employment-add-Position", "Методист");
        Submit();

        _dialogs.WaitForAssertion(() => _dialogs.FindAll(".mud-dialog").Should().BeEmpty());
        var toasts = Services.GetRequiredService<UndoToasts>();
        toasts.Current!.Text.Should().Be("Должность добавлена.");
        (await PostsAsync()).Should().Equal("Методист", "Преподаватель");
        // Pressed twice it is taken back once, and nothing is refused.
        await Task.WhenAll(toasts.UndoAsync(), toasts.UndoAsync());
        toasts.Current.Should().BeNull();
        (await PostsAsync()).Should().Equal("Преподаватель");
        _changes.Should().HaveCount(2, "the page behind reads anew after the save and after its undo");
    }

    [Fact]
    public async Task Form_LeftUnsaved_OffersItsDraftAndWarnsOfAChangedRecord()
    {
        var post = await PostAsync();
        await OpenAsync(post.Id);
        Input("employment-edit-Position", "Мастер");
        Close();
        Services.GetRequiredService<UndoToasts>().Current!.Text.Should().StartWith("Не записано.");
        await SaveElsewhereAsync("Методист");

        await ShowAsync(post.Id);

        _dialogs.WaitForElement(".note").TextContent.Should().Contain("Черновик от").And.Contain("запись изменили");
        Value("employment-edit-Position").Should().Be("Методист");
        Button("Вернуть").Click();
        _dialogs.WaitForAssertion(() => Value("employment-edit-Position").Should().Be("Мастер"));
        Submit();
        _dialogs.WaitForElement("tbody tr").TextContent.Should().Contain("Преподаватель").And.Contain("Мастер").And.Contain("Методист");
        Submit();
        _dialogs.WaitForAssertion(() => _dialogs.FindAll(".mud-dialog").Should().BeEmpty());
        (await PostsAsync()).Should().Equal("Мастер");
        await using var db = Database.NewContext();
        (await db.FormDrafts.CountAsync(Ct)).Should().Be(0);
    }

    [Fact]
    public async Task Draft_ThrownAway_IsGone()
    {
        var post = await PostAsync();
        await OpenAsync(post.Id);
        Input("employment-edit-Position", "Мастер");
        Close();
        await ShowAsync(post.Id);

        _dialogs.WaitForElement(".note");
        Button("Выбросить").Click();

        _dialogs.WaitForAssertion(() => _dialogs.FindAll(".note").Should().BeEmpty());
        await using var db = Database.NewContext();
        (await db.FormDrafts.CountAsync(Ct)).Should().Be(0);
        Value("employment-edit-Position").Should().Be("Преподаватель");
    }

    [Fact]
    public async Task Day_ThatIsNone_IsToldBesideItsFieldAndNothingIsSaved()
    {
        await OpenAsync();
        Input("employment-add-Position", "Методист");

        foreach (var (typed, told) in new[] { ("31.02.2026", "Такого дня нет"), ("04.03.24", "год четырьмя цифрами"), ("с понедельника", "Напишите дату так"), ("01.09.0202", "Год 0202") })
        {
            _dialogs.Find("#employment-add-From").Change(typed);
            Submit();

            _dialogs.WaitForAssertion(() => _dialogs.Find("#employment-add-From-fault").TextContent.Should().Contain(told));
            _dialogs.Find("#employment-add-From").GetAttribute("aria-describedby").Should().Contain("employment-add-From-fault");
            _dialogs.FindAll("#employment-add-From-err").Should().BeEmpty("one sentence is enough");
            Value("employment-add-From").Should().Be(typed, "what was typed can be mended");
        }

        (await PostsAsync()).Should().Equal(["Преподаватель"], "a day that cannot be read is not today");
        _dialogs.Find("#employment-add-From").Change("1.12.2026");
        Value("employment-add-From").Should().Be("01.12.2026");
        Submit();
        _dialogs.WaitForAssertion(() => _dialogs.FindAll(".mud-dialog").Should().BeEmpty());
        (await PostsAsync()).Should().Equal("Методист", "Преподаватель");
    }

    [Fact]
    public void Day_OfEveryForm_IsTypedIntoTheSharedField()
    {
        var files = Directory.EnumerateFiles(Path.Combine(TestEnvironment.Root, "src", "Sferum.Admin.Web"), "*.razor", SearchOption.AllDirectories);

        files.Where(file => File.ReadAllText(file).Contains("type=\"date\"", StringComparison.Ordinal)).Select(Path.GetFileName).Should().Equal("DayInput.razor");
    }

    [Fact]
    public async Task Draft_ThatIsNotKept_SaysSoAndWhy()
    {
        await OpenAsync();
        Input("employment-add-Position", new string('м', FormDrafts.LongestContent));

        AfterASecond(() => _dialogs.FindAll(".note").Any(note => note.TextContent.Contains("Черновик не сохранён. Набранное слишком длинное.", StringComparison.Ordinal)));
        await using var db = Database.NewContext();
        (await db.FormDrafts.CountAsync(Ct)).Should().Be(0);

        Input("employment-add-Position", "Методист");
        AfterASecond(() => _dialogs.FindAll(".note").Count == 0);
        (await db.FormDrafts.CountAsync(Ct)).Should().Be(1);

        Input("employment-add-Position", new string('м', FormDrafts.LongestContent));
        AfterASecond(() => _dialogs.FindAll(".note").Count > 0);
        Button("Отмена").Click();
        Button("Оставить черновик").Click();
        _dialogs.WaitForAssertion(() => (Services.GetRequiredService<UndoToasts>().Current?.Text).Should().Be("Не записано. Черновик не сохранён."));
    }

    [Fact]
    public async Task Form_OfADismissal_TellsItsConsequence()
    {
        var post = await PostAsync();
        await SignInAsync(PortalRole.Administrator);
        _dialogs = Render<MudDialogProvider>();

        await _dialogs.InvokeAsync(() => EndFactDialog.ShowAsync(Services.GetRequiredService<IDialogService>(), "Преподаватель", new FactRef(FactKind.Employment, post.Id, post.Version), null));

        _dialogs.WaitForElement("form");
        SpinWait.SpinUntil(() => Foreseen("Кураторство ИС-21 тоже закончится"), TimeSpan.FromSeconds(10)).Should().BeTrue();
        _dialogs.Find("form").TextContent.Should().Contain("С 21.11.2026:").And.Contain("выйдет из «Преподаватели»");

        bool Foreseen(string text)
        {
            Database.Time.Advance(TimeSpan.FromMilliseconds(500));
            return _dialogs.Markup.Contains(text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task GroupPeople_ForTheDirector_AreReadOnlyAndOfTheDayAsked()
    {
        await SignInAsync(PortalRole.Director);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/groups/{_group.Id}/people?day=2026-08-31");

        var page = Render<GroupPeoplePage>(parameters => parameters.Add(page => page.Id, _group.Id));

        page.WaitForElement("h1").TextContent.Should().Be("Группа ИС-21");
        page.Markup.Should().Contain("В этот день в группе никто не учился.");
        page.FindAll("button:not([data-day-picker])").Select(button => button.TextContent).Should().Equal("Excel (XLSX)", "CSV для Excel", "Печать");
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/groups/{_group.Id}/people");
        page.WaitForAssertion(() => page.FindAll("tbody tr").Should().ContainSingle().Which.TextContent.Should().Contain("Агеев"));
    }

    private void AfterASecond(Func<bool> happened) => SpinWait.SpinUntil(
        () =>
        {
            Database.Time.Advance(TimeSpan.FromSeconds(1));
            return happened();
        },
        TimeSpan.FromSeconds(10)).Should().BeTrue();

    private async Task OpenAsync(Guid? fact = null)
    {
        await SignInAsync(PortalRole.Administrator);
        _dialogs = Render<MudDialogProvider>();
        await ShowAsync(fact);
    }

    private async Task ShowAsync(Guid? fact)
    {
        await _dialogs.InvokeAsync(() => EmploymentDialog.ShowAsync(Services.GetRequiredService<IDialogService>(), _person.Id, fact, () =>
        {
            _changes.Add("read");
            return Task.CompletedTask;
        }));
        _dialogs.WaitForElement("form input");
    }

    private void Close()
    {
        Button("Отмена").Click();
        Button("Оставить черновик").Click();
        _dialogs.WaitForAssertion(() => _dialogs.FindAll(".mud-dialog").Should().BeEmpty());
        // The keeper's last second is written while the form goes.
        SpinWait.SpinUntil(Kept, TimeSpan.FromSeconds(10)).Should().BeTrue();

        bool Kept()
        {
            using var db = Database.NewContext();
            return db.FormDrafts.Any();
        }
    }

    private async Task SaveElsewhereAsync(string position)
    {
        var edit = Database.Get<EditEmployment>();
        var shown = (await edit.FormAsync(TestActors.Administrator, (await PostAsync()).Id, Ct)).Value;
        var form = new EmploymentForm { Position = position, IsTeaching = true, From = shown.Values.From };
        (await edit.SaveAsync(TestActors.Administrator, new EditEmploymentRequest(_person.Id, shown, form, new ReasonForm()), Ct)).Value.IsSaved.Should().BeTrue();
    }

    private async Task<Employment> PostAsync()
    {
        await using var db = Database.NewContext();
        return await db.Employments.AsNoTracking().SingleAsync(row => row.PersonId == _person.Id, Ct);
    }

    private async Task<List<string>> PostsAsync()
    {
        await using var db = Database.NewContext();
        return await db.Employments.Where(row => row.PersonId == _person.Id).OrderBy(row => row.Position).Select(row => row.Position).ToListAsync(Ct);
    }

    /// <summary>The button, once it is there: a question comes with the answer of the render before.</summary>
    private IElement Button(string text)
    {
        _dialogs.WaitForState(() => Buttons().Count() == 1);
        return Buttons().Single();

        IEnumerable<IElement> Buttons() => _dialogs.FindAll("button").Where(button => button.TextContent.Trim() == text);
    }

    private string? Value(string id) => _dialogs.Find($"#{id}").GetAttribute("value");

    private void Input(string id, string text) => _dialogs.Find($"#{id}").Input(text);

    private void Submit() => _dialogs.Find("form").Submit();
}
