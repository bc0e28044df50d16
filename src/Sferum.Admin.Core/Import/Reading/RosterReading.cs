namespace Sferum.Admin.Core.Import.Reading;

/// <summary>The first stage of an import: bytes of a file into tables.</summary>
public static class RosterReading
{
    private static readonly CsvRosterReader Csv = new();
    private static readonly ExcelRosterReader Excel = new();
    private static readonly HtmlRosterReader Html = new();

    /// <summary>Takes a file apart. The content decides what it is; the name and the extension are not looked at.</summary>
    public static RosterFile Read(byte[] content, CancellationToken ct)
    {
        if (content.Length == 0)
        {
            return RosterFile.Refused(ImportBlock.EmptySource, "csv");
        }

        var file = FileSniffer.Sniff(content) switch
        {
            FileKind.Text => Csv.Read(content, ct),
            FileKind.Html => Html.Read(content, ct),
            FileKind.Xlsx => Excel.Read(content, ct),
            FileKind.Xls => RosterFile.Refused(ImportBlock.OtherSpreadsheet(".xls"), "xls"),
            FileKind.Ods => RosterFile.Refused(ImportBlock.OtherSpreadsheet(".ods"), "ods"),
            FileKind.Protected => RosterFile.Refused(ImportBlock.Protected, "xlsx"),
            FileKind.Damaged => RosterFile.Refused(ImportBlock.Damaged),
            FileKind.TooLarge => RosterFile.Refused(ImportBlock.TooLarge(FileSniffer.MaxUnpackedBytes)),
            FileKind.Other => RosterFile.Refused(ImportBlock.NotATable),
            _ => throw new InvalidOperationException("Unknown kind of file."),
        };
        return file.Blocked is null && file.Tables.All(t => t.Rows.Count == 0) ? file with { Blocked = ImportBlock.EmptySource } : file;
    }
}
