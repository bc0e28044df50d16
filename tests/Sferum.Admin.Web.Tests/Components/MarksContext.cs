using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Features.Marks;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

/// <summary>A group with a student, the mother and a curator, its chats, and what the pages of marks and «Сегодня» are made of.</summary>
public abstract class MarksContext : PortalContext
{
    protected Register Register { get; set; } = null!;
    protected StudyGroup Group { get; set; } = null!;
    protected Person Student { get; set; } = null!;
    protected Person Mother { get; set; } = null!;
    protected Chat GroupChat { get; set; } = null!;
    protected Chat Parents { get; set; } = null!;
    protected Guid Me { get; set; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<MarksQueries>());
        Services.AddSingleton(Database.Get<ConfirmWeek>());
        Services.AddSingleton(Database.Get<TodayQueries>());
        Services.AddSingleton(Database.Get<AssignCurator>());
        Services.AddSingleton(Database.Get<RemindCurators>());
        Services.AddSingleton(Database.Get<AppointChatAdministrator>());
        Services.AddSingleton((MarksActs)Database.Create(typeof(MarksActs)));
        Services.AddSingleton((SentMarks)Database.Create(typeof(SentMarks)));
        var register = Register = new Register(Database);
        _ = register.Journal;
        Group = register.Group("ИС-21");
        Student = register.Student(Group, "Агеев");
        Mother = register.Representative(Student);
        register.Curator(Group);
        register.Chat();
        GroupChat = register.Chat(ChatKind.Group, Group);
        Parents = register.Chat(ChatKind.Parents, Group);
        await register.SaveAsync(Ct);
        Database.Time.Advance(TimeSpan.FromDays(5));
    }

    protected IRenderedComponent<MarksView> Open(MarksFilter filter = MarksFilter.All)
    {
        var page = Render<MarksView>(p => p.Add(x => x.StudyGroupId, Group.Id).Add(x => x.Filter, filter));
        page.WaitForElement("table");
        return page;
    }

    protected string? Toast => Services.GetRequiredService<UndoToasts>().Current?.Text;

    protected static SentMark Made(string kind, Person person, Chat? chat, TimeSpan age = default) =>
        new(Guid.CreateVersion7(), kind, person.Id, chat?.Id, null, chat is null ? "NotInvited" : null, age.TotalMilliseconds);

    protected Task<IReadOnlyList<SentAnswer>> MarkAsync(IRenderedComponent<MarksView> page, params SentMark[] marks) =>
        page.InvokeAsync(() => page.Instance.SaveAsync(Me, marks));

    protected static IElement Row(IRenderedComponent<IComponent> page, Person person) => page.Find($"tr[data-person='{person.Id}']");

    protected static IElement Cell(IRenderedComponent<IComponent> page, Person person) => Row(page, person).QuerySelector("button[data-mark]")!;
}
