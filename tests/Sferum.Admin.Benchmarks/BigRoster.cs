using System.Globalization;
using System.Text;
using MiniExcelLibs;

namespace Sferum.Admin.Benchmarks;

/// <summary>
/// A big roster for measuring: students × 14 columns with both parents, about 3 % of the rows dirty in the ways of real lists. Everyone is
/// invented; the same size gives the same rows.
/// </summary>
internal static class BigRoster
{
    public static readonly string[] Header =
        ["№", "Группа", "Фамилия", "Имя", "Отчество", "Дата рождения", "СНИЛС", "Телефон", "E-mail", "ФИО матери", "Телефон матери", "ФИО отца", "Телефон отца", "Примечание"];

    private const double Dirt = 0.03;
    private const int GroupSize = 25;

    private static readonly string[] Roots =
        ["Абрам", "Белоус", "Власенк", "Гусельник", "Дрозд", "Ершов", "Жуков", "Зимин", "Ильюш", "Котельник", "Лыткин", "Мальц", "Носков", "Орлик", "Пермин", "Рогожник", "Седель", "Титаренк", "Ушак", "Фоминых", "Хохряк", "Цветк", "Чащин", "Шилк", "Щукин", "Юшк", "Яковл"];

    private static readonly string[] Middles = ["", "ин", "ов", "ен", "ич", "ев", "ан", "он", "ук", "ил"];

    private static readonly string[] Boys = ["Пётр/Петрович/Петровна", "Артём/Артёмович/Артёмовна", "Илья/Ильич/Ильинична", "Андрей/Андреевич/Андреевна", "Ринат/Ринатович/Ринатовна", "Фёдор/Фёдорович/Фёдоровна", "Егор/Егорович/Егоровна", "Юрий/Юрьевич/Юрьевна"];

    private static readonly string[] Girls = ["Анна", "Алёна", "Мария", "Дарья", "Лейсан", "Полина", "Ольга", "Ксения", "Софья", "Мадина"];

    private static readonly string[] Prefixes = ["ИС", "ТО", "ЭСП", "СВ", "МЦИ", "ДПИ", "АТ", "ГД", "ЖД", "КП", "ЛП", "НГ", "ОП", "РА", "СД", "ТМ", "УД", "ФК", "ХТ", "ЭК", "ЮР", "БД", "ВБ", "МР"];

    /// <summary>Windows-1251 with «;», as Excel writes it.</summary>
    public static byte[] Csv(int students)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = new StringBuilder(students * 180);
        text.AppendJoin(';', Header).Append("\r\n");
        foreach (var row in Rows(students))
        {
            text.AppendJoin(';', row.Select(c => c.Contains(';') ? $"\"{c}\"" : c)).Append("\r\n");
        }

        return Encoding.GetEncoding(1251).GetBytes(text.ToString());
    }

    public static byte[] Xlsx(int students)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(Rows(students).Select(row => Header.Zip(row).ToDictionary(x => x.First, x => (object)x.Second)));
        return stream.ToArray();
    }

    private static IEnumerable<string[]> Rows(int students)
    {
        var random = new Random(20261001);
        for (var i = 0; i < students; i++)
        {
            var family = Roots[random.Next(Roots.Length)] + Middles[random.Next(Middles.Length)] + "ов";
            var father = Boys[random.Next(Boys.Length)].Split('/');
            var boy = random.Next(2) == 0;
            string[] row =
            [
                Number(i + 1),
                GroupOf(i / GroupSize),
                boy ? family : family + "а",
                boy ? Boys[random.Next(Boys.Length)].Split('/')[0] : Girls[random.Next(Girls.Length)],
                father[boy ? 1 : 2],
                new DateOnly(2006, 9, 1).AddDays(random.Next(1800)).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
                Snils(100_000_000 + i),
                Phone(random, 3 * i),
                $"student{i}@mail.example",
                $"{family}а {Girls[random.Next(Girls.Length)]} {Boys[random.Next(Boys.Length)].Split('/')[2]}",
                Phone(random, 3 * i + 1),
                $"{family} {father[0]} {Boys[random.Next(Boys.Length)].Split('/')[1]}",
                Phone(random, 3 * i + 2),
                "",
            ];
            if (random.NextDouble() < Dirt)
            {
                Spoil(row, random);
            }

            yield return row;
        }
    }

    private static void Spoil(string[] row, Random random)
    {
        switch (random.Next(9))
        {
            case 0:
                row[2] = row[2].ToUpperInvariant();
                break;
            case 1:
                row[2] = row[2].Replace('о', 'o').Replace('а', 'a');
                break;
            case 2:
                row[2] = $" {row[2]}\u00A0";
                break;
            case 3:
                row[4] = "нет";
                break;
            case 4:
                row[5] = row[5][..6] + row[5][8..];
                break;
            case 5:
                row[5] = "31.02.2008";
                break;
            case 6:
                row[6] = "";
                break;
            case 7:
                row[7] = "5-12-34";
                break;
            default:
                row[1] = row[1].Replace('-', ' ').ToLowerInvariant();
                break;
        }
    }

    private static string GroupOf(int number) => $"{Prefixes[number % Prefixes.Length]}-{Number(number / Prefixes.Length + 11)}";

    private static string Phone(Random random, int serial) => random.Next(4) switch
    {
        0 => $"+790{200_000_000 + serial:000000000}"[..12],
        1 => $"8 (90{(20_000_000 + serial) / 10_000_000 % 10}) {(20_000_000 + serial) / 10_000 % 1000:000}-{(20_000_000 + serial) / 100 % 100:00}-{(20_000_000 + serial) % 100:00}",
        2 => $"890{20_000_000 + serial:00000000}",
        _ => $"90{20_000_000 + serial:00000000}",
    };

    /// <summary>With right control digits.</summary>
    private static string Snils(int nine)
    {
        var digits = nine.ToString("000000000", CultureInfo.InvariantCulture);
        var sum = digits.Select((d, i) => (d - '0') * (9 - i)).Sum();
        var control = sum < 100 ? sum : sum is 100 or 101 ? 0 : sum % 101 % 100;
        return $"{digits[..3]}-{digits[3..6]}-{digits[6..]} {control:00}";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
