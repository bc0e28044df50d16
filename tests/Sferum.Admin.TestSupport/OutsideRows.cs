using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.TestSupport;

/// <summary>Records of the journal's lists, as a reading at <see cref="TestClock.Now"/> leaves them.</summary>
public static class OutsideRows
{
    public static JournalRecord Group(string value, string name) => Row(IdKinds.Group, value, JournalRecordKind.Group, name);

    public static JournalRecord Chat(string value, ChatKind kind, string? group = null)
    {
        var row = Row(IdKinds.Chat, value, JournalRecordKind.Chat, $"Чат {value}");
        (row.ChatKind, row.GroupValue) = (kind, group);
        return row;
    }

    public static JournalRecord Student(string value, string name, DateOnly? birth, string group, DateOnly? leftOn = null, bool stable = true)
    {
        var row = Row(IdKinds.Person, value, JournalRecordKind.Student, name);
        (row.BirthDate, row.GroupValue, row.LeftOn, row.HasStableId) = (birth, group, leftOn, stable);
        return row;
    }

    public static JournalRecord Representative(string value, string name, params string[] children)
    {
        var row = Row(IdKinds.Person, value, JournalRecordKind.Representative, name);
        row.RelatedValues = string.Join(',', children);
        return row;
    }

    public static JournalRecord Employee(string value, string name, params string[] children)
    {
        var row = Row(IdKinds.Person, value, JournalRecordKind.Employee, name);
        row.RelatedValues = children.Length == 0 ? null : string.Join(',', children);
        return row;
    }

    private static JournalRecord Row(string idKind, string value, JournalRecordKind kind, string name) =>
        new() { System = RegisterDefaults.JournalCode, IdKind = idKind, Value = value, Kind = kind, Name = name, SeenAt = TestClock.Now };
}
