using System.Globalization;

namespace Sferum.Admin.Simulator.College;

/// <summary>
/// Numbers that look real and belong to nobody: phones with <c>00</c> after the code, СНИЛС with right check digits. Each is
/// given out once.
/// </summary>
internal sealed class Numbers(Dice dice)
{
    private const int PhonesPerCode = 100_000;
    private const int FirstSnils = 100_000_000;
    private const int SnilsRoom = 100_000_000;

    // Prime to the room, so that stepping by it meets every number once before it comes round.
    private const int PhoneStep = 314_159;
    private const int SnilsStep = 61_803_399;

    private static readonly string[] Codes = ["902", "912", "919", "922", "950", "951", "982", "908"];

    private long _phone = dice.Next(Codes.Length * PhonesPerCode);
    private long _snils = dice.Next(SnilsRoom);

    /// <summary>E.164.</summary>
    public string Phone()
    {
        _phone = (_phone + PhoneStep) % (Codes.Length * PhonesPerCode);
        return string.Create(CultureInfo.InvariantCulture, $"+7{Codes[_phone / PhonesPerCode]}00{_phone % PhonesPerCode:00000}");
    }

    /// <summary>Eleven digits.</summary>
    public string Snils()
    {
        _snils = (_snils + SnilsStep) % SnilsRoom;
        var nine = (FirstSnils + _snils).ToString(CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{nine}{CheckDigits(nine):00}");
    }

    /// <summary>The last two digits of a СНИЛС (decree of the Pension Fund, 192п, annex 1): sum of digit × place from the right.</summary>
    private static int CheckDigits(string nine)
    {
        var sum = 0;
        for (var i = 0; i < nine.Length; i++)
        {
            sum += (nine[i] - '0') * (nine.Length - i);
        }

        return sum % 101 % 100;
    }
}
