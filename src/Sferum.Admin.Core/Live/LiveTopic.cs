namespace Sferum.Admin.Core.Live;

/// <summary>What a change is about, as open pages ask for it. Which table speaks of what: <see cref="LiveTables"/>.</summary>
public enum LiveTopic
{
    /// <summary>Persons, names, contacts, employments, enrolments, guardianships.</summary>
    People,

    /// <summary>Study groups, their people and curators.</summary>
    Groups,

    /// <summary>Links, looks, readings, weekly confirmations: whatever a figure of the day is counted from.</summary>
    Marks,

    /// <summary>Readings of the journal: how old what is shown is.</summary>
    Readings,

    /// <summary>Chats, their administrators, platforms.</summary>
    Chats,

    /// <summary>Rosters that were loaded.</summary>
    Imports,

    /// <summary>Runs of jobs and how far they are.</summary>
    Jobs,

    /// <summary>Settings, calendar, academic years, programs, the journal's session.</summary>
    Settings,

    /// <summary>Accounts and their roles.</summary>
    Users,

    /// <summary>The journal's lists and what is bound to them.</summary>
    Bindings,

    /// <summary>Reminders to curators.</summary>
    Reminders,

    /// <summary>Refusals: the marks that change who must be in a chat.</summary>
    Refusals,

    /// <summary>A user's own views and columns of lists: what is kept of them is read anew.</summary>
    Views,

    /// <summary>«Чаты проверены»: of «Преподаватели» it names neither a group nor, when nobody was seen, a person.</summary>
    Confirmations,
}
