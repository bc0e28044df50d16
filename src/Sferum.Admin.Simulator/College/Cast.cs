namespace Sferum.Admin.Simulator.College;

/// <summary>A representative of a <see cref="CastStudent"/>.</summary>
/// <param name="IsGuardian">Опекун instead of a parent.</param>
internal sealed record CastRepresentative(string Name, bool IsGuardian = false);

/// <summary>A student known by name.</summary>
/// <param name="Sibling">A child of the same parents in another group: group and name.</param>
internal sealed record CastStudent(string Group, string Name, CastRepresentative[] Representatives, (string Group, string Name)? Sibling = null);

/// <summary>The people of the demo who have a part: they are the same whatever the seed.</summary>
internal static class Cast
{
    public const string Director = "Вяткина Татьяна Николаевна";
    public const string Administrator = "Бурдина Анна Сергеевна";
    public const string Curator = "Пермякова Елена Викторовна";
    public const string CuratorOnLeave = "Окулов Денис Иванович";
    public const string Substitute = "Южакова Марина Юрьевна";

    /// <summary>The group the demo's curator opens first.</summary>
    public const string CuratorGroup = "ИС-21";

    /// <summary>The group that lost its curator.</summary>
    public const string GroupWithoutCurator = "ПК-32";

    /// <summary>The group from which a student was expelled who still sees its chat, as does his mother.</summary>
    public const string GroupOfExpelled = "ИС-31";

    /// <summary>The group with a restricted guardian who still sees «Родители».</summary>
    public const string GroupOfRestricted = "ТО-11/9";

    /// <summary>The group of the longest names there are: no screen may cut them.</summary>
    public const string GroupOfLongNames = "ТО-22/9";

    public const string Expelled = "Дроздов Олег Сергеевич";
    public const string MotherOfExpelled = "Дроздова Вера Игоревна";

    /// <summary>Curators known by name with their groups; the administrator of the platform leads МТ-32 herself, alone in its chats.</summary>
    public static readonly Dictionary<string, string[]> Curators = new()
    {
        ["Кылосова Наталья Ивановна"] = ["ИС-11"],
        [Curator] = ["ИС-21", "ИС-41"],
        ["Зырянова Светлана Петровна"] = ["ИС-22"],
        ["Ширинкин Андрей Павлович"] = ["ИС-31"],
        ["Мальцева Ольга Сергеевна"] = ["МТ-11"],
        ["Юшков Виктор Николаевич"] = ["МТ-21", "МТ-31"],
        [Administrator] = ["МТ-32"],
        ["Торопова Галина Андреевна"] = ["ПК-11"],
        [Substitute] = ["ПК-21"],
        ["Лыкова Ирина Дмитриевна"] = ["ПК-22"],
        [CuratorOnLeave] = ["СВ-11", "СВ-21"],
        ["Бажин Константин Львович"] = ["ТО-11/9", "ТО-21/11"],
        ["Абдурахманова-Крестовоздвиженская Екатерина Магомедовна"] = [GroupOfLongNames],
    };

    public static readonly CastStudent[] Students =
    [
        new(CuratorGroup, "Агеева Полина Романовна", [new("Агеева Ирина Петровна"), new("Агеев Роман Юрьевич")]),
        new(CuratorGroup, "Балуева Дарья Ильинична", [new("Балуева Оксана Сергеевна")]),
        new(CuratorGroup, "Вотинов Егор Андреевич", []),
        new(CuratorGroup, "Гилёв Тимофей Павлович", [new("Гилёва Наталья Викторовна"), new("Гилёв Павел Олегович")]),
        new(CuratorGroup, "Деменева Арина Максимовна", [new("Деменева Юлия Игоревна")], ("ПК-11", "Деменев Глеб Максимович")),
        new(CuratorGroup, "Ерофеев Максим Денисович", [new("Ерофеева Светлана Львовна", IsGuardian: true)]),
        new(CuratorGroup, "Жданова Кира Алексеевна", [new("Жданова Марина Борисовна"), new("Жданов Алексей Ильич")]),
        new(CuratorGroup, "Зуева Валерия Степановна", [new("Зуева Нина Олеговна")]),
        new(
            GroupOfLongNames,
            "Абдурахманова-Крестовоздвиженская Мария-Магдалина Константиновна",
            [new("Абдурахманова-Крестовоздвиженская Анна-Виктория Александровна"), new("Абдурахманов-Крестовоздвиженский Константин Магомедович")]),
    ];
}
