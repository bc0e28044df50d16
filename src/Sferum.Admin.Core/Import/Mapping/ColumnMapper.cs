using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Parents;

namespace Sferum.Admin.Core.Import.Mapping;

/// <summary>
/// Decides what each column is: the words of its header first, then its neighbours («Телефон» after «Мать» is hers), then the values below.
/// </summary>
internal sealed class ColumnMapper
{
    private readonly TableHeader _header;
    private readonly ColumnValues _values;
    private readonly int _first;
    private readonly HeaderReading[] _readings;
    private readonly ColumnMeaning?[] _meanings;
    private readonly RosterKind _kind;

    private ColumnMapper(TableHeader header, ColumnValues values, int first, int end, RosterKind? requested)
    {
        _header = header;
        _values = values;
        _first = first;
        _readings = header.Readings[first..end];
        _meanings = new ColumnMeaning?[end - first];
        FillByValues();
        _kind = requested ?? TableKind.Of(_readings, c => values.AreGroups(c + first));
    }

    /// <summary>Maps the columns from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    /// <param name="requested">The kind that a person named; null = found out.</param>
    public static (RosterKind Kind, ColumnMeaning?[] Meanings) Map(TableHeader header, ColumnValues values, int first, int end, RosterKind? requested)
    {
        var mapper = new ColumnMapper(header, values, first, end, requested);
        mapper.Assign();
        mapper.SettleNames();
        return (mapper._kind, mapper._meanings);
    }

    /// <summary>Columns without a known word are told by their values, each field once.</summary>
    private void FillByValues()
    {
        Fill(ColumnField.FullName, _values.AreFullNames, !_readings.Any(r => r.Subject is HeaderSubject.None or HeaderSubject.Student or HeaderSubject.Employee && r.Field is ColumnField.FullName or ColumnField.LastName or ColumnField.FirstName));
        Fill(ColumnField.Email, _values.AreEmails, Missing(ColumnField.Email));
        Fill(ColumnField.Snils, _values.AreSnils, Missing(ColumnField.Snils));
        Fill(ColumnField.BirthDate, _values.AreBirthDates, Missing(ColumnField.BirthDate));
        Fill(ColumnField.Phone, _values.ArePhones, Missing(ColumnField.Phone));

        bool Missing(ColumnField field) => !_readings.Any(r => r.Field == field);

        void Fill(ColumnField field, Func<int, bool> looksLike, bool wanted)
        {
            for (var i = 0; wanted && i < _readings.Length; i++)
            {
                // A column without any header is a part of a merged cell or a person's scribble.
                if (_readings[i].Field is null && _header.Texts[_first + i].Length > 0 && looksLike(_first + i))
                {
                    _readings[i] = _readings[i] with { Field = field };
                    wanted = false;
                }
            }
        }
    }

    private void Assign()
    {
        var people = new RepresentativeNumbers();
        var unlabelledAreTheirs = UnlabelledContactsBelongToRepresentatives();
        var current = 0;
        for (var i = 0; i < _readings.Length; i++)
        {
            var reading = _readings[i];
            if (reading.Field is not { } field)
            {
                continue;
            }

            if (field is ColumnField.RowNumber or ColumnField.Unused)
            {
                _meanings[i] = new(field);
            }
            else if (_kind == RosterKind.Representatives)
            {
                AssignInRepresentativesFile(i, reading, field);
            }
            else if (_kind == RosterKind.Students && reading.Subject == HeaderSubject.Representative)
            {
                current = people.Of(reading, taken: n => Has(ColumnOwner.Representative, n, field) && field is not (ColumnField.Phone or ColumnField.Email), current);
                _meanings[i] = new(field, ColumnOwner.Representative, current, people.KindOf(current));
            }
            else if (current > 0 && unlabelledAreTheirs && field is ColumnField.Phone or ColumnField.Email or ColumnField.Kind && reading.Subject == HeaderSubject.None
                && !Has(ColumnOwner.Representative, current, field) && IsBeside(i, current))
            {
                _meanings[i] = new(field, ColumnOwner.Representative, current, people.KindOf(current));
            }
            else
            {
                AssignOwn(i, field);
            }
        }
    }

    private void AssignOwn(int i, ColumnField field)
    {
        field = field switch
        {
            ColumnField.Group when _kind == RosterKind.Employees && !Has(ColumnOwner.Own, 0, ColumnField.CuratorOf) && !_readings.Any(r => r.Field == ColumnField.CuratorOf) => ColumnField.CuratorOf,
            // «Куратор» in a list of students holds a person's name.
            ColumnField.CuratorOf when _kind == RosterKind.Students => _values.AreGroups(_first + i) && !_readings.Any(r => r.Field == ColumnField.Group) ? ColumnField.Group : ColumnField.Unused,
            ColumnField.Position or ColumnField.Department when _kind == RosterKind.Students => ColumnField.Unused,
            ColumnField.Contact => ColumnField.FullName,
            _ => field,
        };
        var repeats = field is ColumnField.Phone or ColumnField.Email or ColumnField.Unused;
        _meanings[i] = !repeats && Has(ColumnOwner.Own, 0, field) ? new(ColumnField.Unused) : new(field);
    }

    private void AssignInRepresentativesFile(int i, HeaderReading reading, ColumnField field)
    {
        // «Группа», «Курс» and the like are always the student's, whatever the header says; so is a second name without a word.
        var student = reading.Subject == HeaderSubject.Student || field is ColumnField.Group or ColumnField.CourseYear or ColumnField.Program
            || (reading.Subject == HeaderSubject.None && field is ColumnField.FullName or ColumnField.LastName or ColumnField.FirstName or ColumnField.Patronymic && Has(ColumnOwner.Own, 0, field));
        var owner = student ? ColumnOwner.Student : ColumnOwner.Own;
        field = field == ColumnField.Contact ? ColumnField.FullName : field;
        _meanings[i] = Has(owner, 0, field) && field is not (ColumnField.Phone or ColumnField.Email) ? new(ColumnField.Unused) : new(field, owner);
    }

    /// <summary>One name, one way: parts win over the whole; «Фамилия» alone with several words below is the whole name.</summary>
    private void SettleNames()
    {
        foreach (var owner in _meanings.Where(m => m is not null).Select(m => (m!.Owner, m.Representative)).Distinct().ToList())
        {
            int Find(ColumnField field) => Array.FindIndex(_meanings, m => m is not null && m.Field == field && m.Owner == owner.Owner && m.Representative == owner.Representative);
            var (last, first, full) = (Find(ColumnField.LastName), Find(ColumnField.FirstName), Find(ColumnField.FullName));
            if (last >= 0 && first >= 0 && full >= 0)
            {
                _meanings[full] = new(ColumnField.Unused);
            }
            else if (full < 0 && (last >= 0) != (first >= 0))
            {
                var only = Math.Max(last, first);
                if (_values.HaveSeveralWords(_first + only))
                {
                    _meanings[only] = _meanings[only]! with { Field = ColumnField.FullName };
                }
            }
        }
    }

    /// <summary>
    /// «Телефон» after a representative is the representative's when the student has one of his own, or when each representative has such
    /// a column; one «Телефон» after two of them is the student's.
    /// </summary>
    private bool UnlabelledContactsBelongToRepresentatives()
    {
        var names = 0;
        int before = 0, after = 0;
        for (var i = 0; i < _readings.Length; i++)
        {
            var (field, subject) = (_readings[i].Field, _readings[i].Subject);
            names += subject == HeaderSubject.Representative && field is ColumnField.FullName or ColumnField.LastName ? 1 : 0;
            if (field == ColumnField.Phone && subject is HeaderSubject.None or HeaderSubject.Student)
            {
                (before, after) = names == 0 || subject == HeaderSubject.Student ? (before + 1, after) : (before, after + 1);
            }
        }

        return before > 0 || after >= names;
    }

    /// <summary>Nothing of the student's stands between the representative's columns and this one.</summary>
    private bool IsBeside(int i, int representative)
    {
        for (var left = i - 1; left >= 0; left--)
        {
            if (_meanings[left] is { } meaning)
            {
                return meaning.Owner == ColumnOwner.Representative && meaning.Representative == representative;
            }
        }

        return false;
    }

    private bool Has(ColumnOwner owner, int representative, ColumnField field) =>
        _meanings.Any(m => m is not null && m.Owner == owner && m.Representative == representative && m.Field == field);

    /// <summary>Numbers representatives in the order of their columns, «мать» and «отец» and «родитель 2» apart.</summary>
    private sealed class RepresentativeNumbers
    {
        private readonly List<(GuardianshipKind? Kind, int? Number)> _known = [];

        public int Of(HeaderReading reading, Predicate<int> taken, int current)
        {
            var key = (reading.Kind, reading.Number);
            var at = _known.FindIndex(k => k == key) + 1;
            // «Родитель», «Родитель» twice without a number are two people; «ФИО родителя», «Телефон родителя» are one.
            if (at > 0 && taken(at) && reading.Number is null && reading.Kind is null)
            {
                at = current > 0 && current != at && _known[current - 1] == key && !taken(current) ? current : 0;
            }
            else if (at > 0 && current > at && _known[current - 1] == key)
            {
                at = current;
            }

            if (at == 0)
            {
                _known.Add(key);
                at = _known.Count;
            }

            return at;
        }

        public GuardianshipKind? KindOf(int number) => _known[number - 1].Kind;
    }
}
