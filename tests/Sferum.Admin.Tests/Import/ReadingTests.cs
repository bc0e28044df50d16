using System.Text;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Tests.Import;

public sealed class ReadingTests
{
    private const string Roster = "Группа;ФИО;Дата рождения\r\nСВ-12;Хлебников Тимофей Гаврилович;03.04.2009\r\nСВ-12;Щукина Аглая Ефимовна;17.11.2008\r\n";

    static ReadingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", "utf-8", false)]
    [InlineData("utf-8", "utf-8", true)]
    [InlineData("utf-16", "utf-16", false)]
    [InlineData("utf-16", "utf-16", true)]
    [InlineData("utf-16BE", "utf-16", false)]
    [InlineData("utf-16BE", "utf-16", true)]
    [InlineData("windows-1251", "windows-1251", false)]
    [InlineData("cp866", "ibm866", false)]
    [InlineData("koi8-r", "koi8-r", false)]
    public void Text_InAnyRussianEncoding_IsReadAndNamed(string written, string named, bool mark)
    {
        var encoding = Encoding.GetEncoding(written);
        byte[] content = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Roster)];

        var file = RosterReading.Read(content, TestContext.Current.CancellationToken);

        file.Encoding.Should().Be(named);
        file.Tables[0].Rows[1][1].Text.Should().Be("Хлебников Тимофей Гаврилович");
    }

    [Theory]
    [InlineData(';')]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Text_WithAnyDelimiter_IsDivided(char delimiter)
    {
        var file = Read("Список группы, сведения; на октябрь", "Фамилия, имя|x".Replace('|', ' '), Roster.Replace(';', delimiter));
        file.Delimiter.Should().Be(delimiter);
        file.Tables[0].Rows[^1].Cells.Should().HaveCount(3);
    }

    [Fact]
    public void Text_WithTheLineOfExcel_ObeysItAndDoesNotCountIt()
    {
        var file = Read("sep=|", "а;б|в", "1|2");
        file.Delimiter.Should().Be('|');
        file.Tables[0].Rows[0].Number.Should().Be(1);
        file.Tables[0].Rows[0][0].Text.Should().Be("а;б");
    }

    [Fact]
    public void Rows_WithEmptyOnesAndQuotedBreaks_KeepTheNumbersOfASpreadsheet()
    {
        var rows = Read("ФИО;Телефон", "", ";;", "\"Лыков\nЕгор\";1", "Бубнова Анна;2").Tables[0].Rows;
        rows.Select(r => r.Number).Should().Equal(1, 4, 5);
        rows[1][0].Text.Should().Be("Лыков\nЕгор");
    }

    [Fact]
    public void Cell_WithQuotesInside_IsKept()
        => Read("ФИО;Опекун", "Лыков Егор;ГКУ \"Дом детства\" г. Верхний").Tables[0].Rows[1][1].Text.Should().Be("ГКУ \"Дом детства\" г. Верхний");

    [Fact]
    public void Cell_ThatShieldsANumberFromExcel_IsTheNumber()
        => Read("ФИО;Код", "Лыков Егор;\"=\"\"000451\"\"\"").Tables[0].Rows[1][1].Text.Should().Be("000451");

    [Fact]
    public void Text_WithLettersLost_IsMojibake() => BlockOf(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Encoding.GetEncoding(1251).GetBytes(Roster)))).Should().Be(BlockCodes.Mojibake);

    [Fact]
    public void Text_WithQuestionMarksForLetters_IsMojibake() => BlockOf(Encoding.ASCII.GetBytes(Roster)).Should().Be(BlockCodes.Mojibake);

    [Theory]
    [InlineData(1251, 65001)]
    [InlineData(1252, 1251)]
    [InlineData(866, 1251)]
    [InlineData(20866, 1251)]
    [InlineData(1251, 866)]
    public void Text_SavedAfterReadingInAWrongEncoding_IsMojibake(int readAs, int was)
        => BlockOf(Encoding.UTF8.GetBytes(Encoding.GetEncoding(readAs).GetString(Encoding.GetEncoding(was).GetBytes(Roster)))).Should().Be(BlockCodes.Mojibake);

    [Fact]
    public void Text_WithOneLostLetter_IsRead() => BlockOf(Encoding.UTF8.GetBytes(Roster.Replace("Аглая", "Агла\uFFFD"))).Should().BeNull();

    [Fact]
    public void Workbook_WithTypedCells_KeepsThem()
    {
        var rows = RosterReading.Read(RosterText.Workbook(("Лист1", [["ФИО", "Дата", "Телефон"], ["Лыков Егор", new DateTime(2009, 4, 3), 79020041122d]])), TestContext.Current.CancellationToken).Tables[0].Rows;
        rows[1][1].Date.Should().Be(new DateOnly(2009, 4, 3));
        rows[1][2].Text.Should().Be("79020041122");
    }

    [Fact]
    public void Workbook_CutShort_IsUnreadable()
    {
        var whole = RosterText.Workbook(("Лист1", [["ФИО"], ["Лыков Егор"]]));
        BlockOf(whole[..(whole.Length * 2 / 3)]).Should().Be(BlockCodes.Unreadable);
    }

    [Fact]
    public void Workbook_WithADamagedSheet_IsUnreadable()
    {
        using var stream = new MemoryStream();
        stream.Write(RosterText.Workbook(("Лист1", [["ФИО"], ["Лыков Егор"]])));
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Update, leaveOpen: true))
        {
            var sheet = zip.Entries.First(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
            var name = sheet.FullName;
            sheet.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999</v>");
        }

        BlockOf(stream.ToArray()).Should().Be(BlockCodes.Unreadable);
    }

    [Theory]
    [InlineData("EncryptedPackage", BlockCodes.Protected)]
    [InlineData("Workbook", BlockCodes.Unreadable)]
    [InlineData("WordDocument", BlockCodes.Unreadable)]
    public void Container_OfOldOffice_IsToldByWhatItHolds(string stream, string code)
        => BlockOf([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[500], .. Encoding.Unicode.GetBytes(stream), .. new byte[500]]).Should().Be(code);

    [Theory]
    [InlineData("%PDF-1.7\n%âãÏÓ")]
    [InlineData("{\\rtf1\\ansi список}")]
    [InlineData("PNG\0\0\0\u0001")]
    public void File_ThatIsNoTable_IsUnreadable(string content) => BlockOf(Encoding.Latin1.GetBytes(content)).Should().Be(BlockCodes.Unreadable);

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData(";;;\r\n;;;\r\n")]
    [InlineData("\uFEFF")]
    public void File_WithoutACell_IsAnEmptySource(string content) => BlockOf(Encoding.UTF8.GetBytes(content)).Should().Be(BlockCodes.EmptySource);

    [Fact]
    public void PageWithATable_UnderTheNameOfASpreadsheet_IsRead()
    {
        var file = RosterReading.Read(
            Encoding.GetEncoding(1251).GetBytes("<html><body><table border=1><tr><th colspan=2>Группа СВ-12</th></tr><TR><TH>ФИО</TH><th>Дата рождения</th></TR><tr><td>Лыков&nbsp;Егор</td><td>03.04.2009<br></td></tr></table></body></html>"),
            TestContext.Current.CancellationToken);
        file.Format.Should().Be("html");
        file.Tables[0].Rows[2][0].Text.Should().Be("Лыков\u00A0Егор");
        file.Tables[0].Rows[2][1].Text.Should().Be("03.04.2009");
    }

    private static RosterFile Read(params string[] lines) => RosterReading.Read(RosterText.Bytes(lines), CancellationToken.None);

    private static string? BlockOf(byte[] content) => RosterReading.Read(content, CancellationToken.None).Blocked?.Code;
}
