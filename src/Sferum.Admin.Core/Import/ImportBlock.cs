namespace Sferum.Admin.Core.Import;

/// <summary>Why nothing of a file may be applied: a stable code and a Russian sentence.</summary>
/// <param name="Code">One of <see cref="BlockCodes"/>.</param>
/// <param name="Message">What happened and what to do; holds nobody's name.</param>
public sealed record ImportBlock(string Code, string Message)
{
    public static ImportBlock EmptySource { get; } = new(BlockCodes.EmptySource, "В файле нет ни одной строки с людьми. Список не изменён: пустой файл никого не исключает.");

    public static ImportBlock Protected { get; } = new(BlockCodes.Protected, "Книга защищена паролем. Снимите пароль в Excel («Файл» — «Сведения» — «Защита книги») и загрузите файл снова.");

    public static ImportBlock Damaged { get; } = new(BlockCodes.Unreadable, "Файл повреждён или загружен не до конца. Сохраните его ещё раз и загрузите снова.");

    public static ImportBlock NotATable { get; } = new(BlockCodes.Unreadable, "Это не таблица. Загрузите список в формате XLSX или CSV.");

    public static ImportBlock Mojibake { get; } = new(BlockCodes.Mojibake, "Русские буквы в файле испорчены: его открыли не в той кодировке и сохранили. Выгрузите список из программы заново.");

    public static ImportBlock NoHeader { get; } = new(BlockCodes.NoHeader, "Не нашли строку заголовков с колонкой имён. Нужна колонка «ФИО» или колонки «Фамилия» и «Имя».");

    /// <summary>A spreadsheet of a format that is recognised and not read.</summary>
    /// <param name="extension">As people know it, with a dot.</param>
    public static ImportBlock OtherSpreadsheet(string extension) =>
        new(BlockCodes.Unreadable, $"Таблицы формата {extension} не читаются. Откройте файл и сохраните его как «Книга Excel (.xlsx)».");

    /// <summary>The file is over the limit of the settings.</summary>
    public static ImportBlock TooLarge(long limitBytes) =>
        new(BlockCodes.TooLarge, $"Файл больше {limitBytes / (1024 * 1024)} МБ. Разделите список на несколько файлов.");
}

/// <summary>Codes of refusals of a whole file (contract of the command line).</summary>
public static class BlockCodes
{
    public const string RemovalBudget = "removal-budget";
    public const string EmptySource = "empty-source";
    public const string Unreadable = "unreadable";
    public const string Mojibake = "mojibake";
    public const string NoHeader = "no-header";
    public const string Protected = "protected";
    public const string TooLarge = "too-large";
}
