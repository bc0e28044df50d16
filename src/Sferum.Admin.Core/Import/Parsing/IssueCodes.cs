namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>Codes of remarks about rows and sheets (contract of the command line).</summary>
public static class IssueCodes
{
    public const string LatinLetters = "latin-letters";
    public const string LetterCase = "letter-case";
    public const string Spaces = "spaces";
    public const string NameInBrackets = "name-in-brackets";
    public const string CommentInName = "comment-in-name";
    public const string NoPatronymicMark = "no-patronymic-mark";
    public const string SwappedColumns = "swapped-columns";
    public const string Initials = "initials";
    public const string MissingName = "missing-name";
    public const string BadDate = "bad-date";
    public const string TwoDigitYear = "two-digit-year";
    public const string ExcelSerialDate = "excel-serial-date";
    public const string ImpossibleDate = "impossible-date";
    public const string FutureDate = "future-date";
    public const string UnlikelyAge = "unlikely-age";
    public const string BadPhone = "bad-phone";
    public const string ExcelNumberPhone = "excel-number-phone";
    public const string SeveralPhones = "several-phones";
    public const string SharedPhone = "shared-phone";
    public const string BadEmail = "bad-email";
    public const string BadSnils = "bad-snils";
    public const string PaddedSnils = "padded-snils";
    public const string SharedSnils = "shared-snils";
    public const string UnknownGroup = "unknown-group";
    public const string MissingGroup = "missing-group";
    public const string GroupNameNormalised = "group-name-normalised";
    public const string DuplicateRow = "duplicate-row";
    public const string PossibleDuplicate = "possible-duplicate";
    public const string SimilarPerson = "similar-person";
    public const string Formula = "formula";
    public const string UnknownStatus = "unknown-status";
    public const string EndedStatus = "ended-status";
    public const string MissingBirthDate = "missing-birth-date";
    public const string StudentNotFound = "student-not-found";
    public const string HiddenSheet = "hidden-sheet";

    /// <summary>The register has somebody who may or may not be this person.</summary>
    public const string DoubtfulPerson = "doubtful-person";

    private static readonly HashSet<string> Errors = [MissingName, DuplicateRow];

    private static readonly HashSet<string> Mended =
        [LatinLetters, LetterCase, Spaces, NoPatronymicMark, TwoDigitYear, ExcelSerialDate, ExcelNumberPhone, SeveralPhones, PaddedSnils, GroupNameNormalised];

    /// <summary>How grave a remark is. What is wrong with a representative does not cost the student the row.</summary>
    public static IssueSeverity SeverityOf(string code, string? field) =>
        Errors.Contains(code) && field?.StartsWith("representative", StringComparison.Ordinal) != true ? IssueSeverity.Error
        : Mended.Contains(code) ? IssueSeverity.Fixed
        : IssueSeverity.Warning;
}

/// <summary>A remark about one row or sheet; holds no value of a cell.</summary>
/// <param name="Code">One of <see cref="IssueCodes"/>.</param>
/// <param name="Field">The contract's name of the field, e.g. <c>representative1.phone</c>; null for the whole row.</param>
public readonly record struct RosterIssue(string Code, string? Field)
{
    public IssueSeverity Severity => IssueCodes.SeverityOf(Code, Field);
}
